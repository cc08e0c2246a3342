"""Exactly-once delivery between two services does not exist; use at least once and an idempotent consumer."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.analyses.deployables import remote_relationships
from ctxmap.findings.finding import Finding, Severity
from ctxmap.findings.fix import AddMember, Fix, Replace, unsafe
from ctxmap.model.elements import Async, Model
from ctxmap.rules import finding, rule


@rule(Severity.INFO)
def check(model: Model) -> Iterator[Finding]:
    for relationship in remote_relationships(model):
        left, right = (side.context for side in relationship.sides)
        for messages in relationship.asyncs:
            if messages.delivery == "EXACTLY_ONCE":
                yield finding(
                    messages.place("delivery"),
                    f'exactly-once delivery between "{left}" and "{right}" is not possible',
                    hint="use `AT_LEAST_ONCE`, and make the consumer `idempotent by` an attribute",
                    fix=_fix(messages),
                )


def _fix(messages: Async) -> Fix:
    is_idempotent = messages.is_idempotent or messages.idempotent_by
    added = () if is_idempotent else (AddMember(messages.at, "idempotent"),)
    title = "write `AT_LEAST_ONCE`" if is_idempotent else "write `AT_LEAST_ONCE` and add `idempotent`"
    return unsafe(title, Replace(messages.place("delivery"), "AT_LEAST_ONCE"), *added)
