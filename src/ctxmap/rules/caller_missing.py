"""In a symmetric relationship, `sync` has to say which side calls."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.findings.finding import Finding, Severity
from ctxmap.findings.fix import AddMember, Fix, unsafe
from ctxmap.model.elements import Model, Sync
from ctxmap.rules import finding, rule


@rule(Severity.ERROR)
def check(model: Model) -> Iterator[Finding]:
    for relationship in model.relationships:
        left, right = (side.context for side in relationship.sides)
        for sync in relationship.syncs if relationship.is_symmetric else ():
            if not sync.caller:
                yield finding(
                    sync,
                    f'`sync` between "{left}" and "{right}" does not say which side calls',
                    hint=f"add `caller = {left}` or `caller = {right}`; if both call, write a `sync` for each",
                    fix=_fix(sync, left, right),
                )


def _fix(sync: Sync, left: str, right: str) -> Fix:
    """The side that declares the operations is called; the other one is the caller."""
    called = {(operation.target or "").partition("::")[0] for operation in sync.operations}
    caller = right if called == {left} else left
    return unsafe(f"add `caller = {caller}`", AddMember(sync.at, f"caller = {caller}"))
