"""In a symmetric relationship, `async` has to say which side publishes."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.findings.finding import Finding, Severity
from ctxmap.findings.fix import AddMember, Fix, unsafe
from ctxmap.model.elements import Async, Model, Reference
from ctxmap.rules import finding, rule


@rule(Severity.ERROR)
def check(model: Model) -> Iterator[Finding]:
    for relationship in model.relationships:
        left, right = (side.context for side in relationship.sides)
        for messages in relationship.asyncs if relationship.is_symmetric else ():
            if not messages.publisher:
                yield finding(
                    messages,
                    f'`async` between "{left}" and "{right}" does not say which side publishes',
                    hint=f"add `publisher = {left}` or `publisher = {right}`; if both publish, write an `async` each",
                    fix=_fix(messages, left, right),
                )


def _fix(messages: Async, left: str, right: str) -> Fix:
    """The side that declares the events publishes them; the side that declares the commands receives them."""
    of_events, of_commands = ({_owner(each) for each in sent} for sent in (messages.events, messages.commands))
    publisher = right if right in of_events or left in of_commands else left
    return unsafe(f"add `publisher = {publisher}`", AddMember(messages.at, f"publisher = {publisher}"))


def _owner(message: Reference) -> str:
    return (message.target or "").partition("::")[0]
