"""A write that is retried may happen twice, unless the called context recognises the second attempt."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.analyses.communication.calls import in_words, writes_over
from ctxmap.analyses.landscapes import relationships
from ctxmap.findings.finding import Finding, Severity, listed
from ctxmap.model.elements import Element, Model, Sync
from ctxmap.rules import finding, rule
from ctxmap.text.source import Span

_IDEMPOTENT_METHODS = ("PUT", "DELETE")
"""RFC 9110, section 9.2.2."""


@rule(Severity.WARNING)
def check(model: Model) -> Iterator[Finding]:
    for relationship in relationships(model):
        for sync in relationship.syncs:
            retry = _retry(sync)
            writes = [each for each in writes_over(model, sync) if each.http_method not in _IDEMPOTENT_METHODS]
            if retry and writes and not _is_idempotent(sync):
                yield finding(
                    retry,
                    f"{in_words(relationship, sync)} and retries {listed(each.name for each in writes)}, "
                    f"{'which write' if len(writes) > 1 else 'which writes'}, but nothing says that the call is "
                    "idempotent",
                    hint="let the called context recognise a repeated call, and write `idempotent` or "
                    "`idempotent by = …` (an identifier that both attempts carry)",
                    related=[(f'"{each.name}" is declared as `: write` here', each) for each in writes],
                )


def _retry(sync: Sync) -> Element | Span | None:
    """Where the call says that it is repeated after a failure."""
    if sync.fallback and sync.fallback.kind == "RETRY_ASYNC":
        return sync.fallback
    return sync.place("retries") if sync.retries else None


def _is_idempotent(sync: Sync) -> bool:
    """Also where it says how, in words that can't be read."""
    return sync.is_idempotent or sync.says("idempotent")
