"""No message goes exactly once from one service to another; its effect can be made to."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.findings.finding import Finding, Severity
from ctxmap.findings.fix import AddMember, Fix, Replace, unsafe
from ctxmap.model.elements import Async, Model
from ctxmap.rules import finding, rule


@rule(Severity.INFO)
def check(model: Model) -> Iterator[Finding]:
    for relationship in model.relationships:
        left, right = (side.context for side in relationship.sides)
        for messages in relationship.asyncs:
            if messages.delivery == "EXACTLY_ONCE":
                yield finding(
                    messages.place("delivery"),
                    f'exactly once is claimed between "{left}" and "{right}", which are two services',
                    hint="what exists is `AT_LEAST_ONCE` with a consumer that is `idempotent by` an attribute",
                    fix=_fix(messages),
                )


def _fix(messages: Async) -> Fix:
    is_idempotent = messages.is_idempotent or messages.idempotent_by
    added = () if is_idempotent else (AddMember(messages.at, "idempotent"),)
    title = "write `AT_LEAST_ONCE`" if is_idempotent else "write `AT_LEAST_ONCE`, and add `idempotent`"
    return unsafe(title, Replace(messages.place("delivery"), "AT_LEAST_ONCE"), *added)
