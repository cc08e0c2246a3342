"""A synchronous call fails whenever the called context does, so the map must say what the caller does then."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.analyses.communication.calls import in_words
from ctxmap.analyses.deployables import remote_relationships
from ctxmap.findings.finding import Finding, Severity
from ctxmap.findings.fix import AddMember, unsafe
from ctxmap.model.elements import Model, Relationship, Sync
from ctxmap.model.index import contexts
from ctxmap.rules import finding, rule


@rule(Severity.WARNING)
def check(model: Model) -> Iterator[Finding]:
    for relationship in remote_relationships(model):
        for sync in relationship.syncs:
            if not (sync.fallback or sync.says("fallback")) and _is_ours(model, relationship, sync):
                yield _no_fallback(relationship, sync)


def _is_ours(model: Model, relationship: Relationship, sync: Sync) -> bool:
    """Whether the caller, or each side that may be the caller, is ours and not a frontend."""
    sides = [contexts(model)[side.context] for side in relationship.sides]
    callers = [side for side in sides if side.qualified_name == sync.caller] or sides
    return all(caller.is_ours and caller.type != "FRONTEND" for caller in callers)


def _no_fallback(relationship: Relationship, sync: Sync) -> Finding:
    return finding(
        sync,
        f"{in_words(relationship, sync)} without a fallback",
        hint="add `fallback = RETRY_ASYNC`, `DEFAULT_VALUE` or `BACKUP_SERVICE`, or `FAIL_FAST` if there is none",
        fix=unsafe("add `fallback = FAIL_FAST`", AddMember(sync.at, "fallback = FAIL_FAST")),
    )
