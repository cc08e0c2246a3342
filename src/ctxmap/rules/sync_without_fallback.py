"""A synchronous call fails whenever the called side does; the map says what the caller does then."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.analyses.communication.calls import in_words
from ctxmap.findings.finding import Finding, Severity
from ctxmap.findings.fix import AddMember, unsafe
from ctxmap.model.elements import Model, Relationship, Sync
from ctxmap.model.index import contexts
from ctxmap.rules import finding, rule


@rule(Severity.WARNING)
def check(model: Model) -> Iterator[Finding]:
    for relationship in model.relationships:
        for sync in relationship.syncs:
            if not (sync.fallback or sync.says("fallback")) and _between_ours(model, relationship, sync):
                yield _no_fallback(relationship, sync)


def _no_fallback(relationship: Relationship, sync: Sync) -> Finding:
    return finding(
        sync,
        f"{in_words(relationship, sync)}, and nothing says what happens when that fails",
        hint="add `fallback = RETRY_ASYNC`, `DEFAULT_VALUE` or `BACKUP_SERVICE`, or `FAIL_FAST` if it has to be",
        fix=unsafe("add `fallback = FAIL_FAST`", AddMember(sync.at, "fallback = FAIL_FAST")),
    )


def _between_ours(model: Model, relationship: Relationship, sync: Sync) -> bool:
    """Whether both sides are ours, and the caller, or who may be the caller, is no frontend."""
    sides = [contexts(model)[side.context] for side in relationship.sides]
    callers = [side for side in sides if side.qualified_name == sync.caller] or sides
    return all(side.is_ours for side in sides) and all(caller.type != "FRONTEND" for caller in callers)
