"""A default value can stand in for an answer, but not for a change: nothing was written."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.analyses.communication.calls import in_words, writes_over
from ctxmap.analyses.landscapes import relationships
from ctxmap.findings.finding import Finding, Severity, listed
from ctxmap.model.elements import Model
from ctxmap.rules import finding, rule


@rule(Severity.WARNING)
def check(model: Model) -> Iterator[Finding]:
    for relationship in relationships(model):
        for sync in relationship.syncs:
            writes = writes_over(model, sync)
            if writes and sync.fallback and sync.fallback.kind == "DEFAULT_VALUE":
                yield finding(
                    sync.fallback,
                    f"{in_words(relationship, sync)} with a default value as the fallback, but "
                    f"{listed(each.name for each in writes)} {'write' if len(writes) > 1 else 'writes'}",
                    hint="with a default value the caller reports a success that did not happen: write later "
                    "(`RETRY_ASYNC`), or report the failure (`FAIL_FAST`)",
                    related=[(f'"{each.name}" is declared as `: write` here', each) for each in writes],
                )
