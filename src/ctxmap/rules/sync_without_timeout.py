"""Who waits for an answer without an end is stopped by whoever is slow."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.analyses.communication.calls import in_words
from ctxmap.findings.finding import Finding, Severity
from ctxmap.findings.fix import AddMember, unsafe
from ctxmap.model.elements import Model
from ctxmap.rules import finding, rule


@rule(Severity.INFO)
def check(model: Model) -> Iterator[Finding]:
    for relationship in model.relationships:
        for sync in relationship.syncs:
            if sync.timeout is None and not sync.says("timeout"):
                yield finding(
                    sync,
                    f"{in_words(relationship, sync)}, and nothing says how long it waits",
                    hint='add a timeout that whoever is waiting would accept: `timeout = "2 s"`',
                    fix=unsafe('add `timeout = "2 s"`', AddMember(sync.at, 'timeout = "2 s"')),
                )
