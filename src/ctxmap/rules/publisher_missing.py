"""In a symmetric relationship, `async` and `batch` have to say which side publishes."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.findings.finding import Finding, Severity
from ctxmap.findings.fix import AddMember, Fix, unsafe
from ctxmap.model.elements import Async, Batch, Model, Reference
from ctxmap.rules import finding, rule


@rule(Severity.ERROR)
def check(model: Model) -> Iterator[Finding]:
    for relationship in model.relationships:
        left, right = (side.context for side in relationship.sides)
        for block in (*relationship.asyncs, *relationship.batches) if relationship.is_symmetric else ():
            if not block.publisher:
                keyword = block.kind.lower()
                yield finding(
                    block,
                    f'`{keyword}` between "{left}" and "{right}" does not say which side publishes',
                    hint=f"add `publisher = {left}` or `publisher = {right}`; if both do, write two",
                    fix=_fix(block, left, right),
                )


def _fix(block: Async | Batch, left: str, right: str) -> Fix:
    """The side that declares events or data publishes them; the side that declares the commands receives them."""
    sent = block.events if isinstance(block, Async) else block.data
    received = block.commands if isinstance(block, Async) else ()
    is_right = right in map(_owner, sent) or left in map(_owner, received)
    publisher = right if is_right else left
    return unsafe(f"add `publisher = {publisher}`", AddMember(block.at, f"publisher = {publisher}"))


def _owner(message: Reference) -> str:
    return (message.target or "").partition("::")[0]
