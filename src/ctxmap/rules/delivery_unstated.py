"""Messages can be lost or duplicated; `async` has to say which of the two the sides accept."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.analyses.deployables import remote_relationships
from ctxmap.findings.finding import Finding, Severity
from ctxmap.findings.fix import AddMember, unsafe
from ctxmap.model.elements import Model
from ctxmap.rules import finding, rule


@rule(Severity.WARNING)
def check(model: Model) -> Iterator[Finding]:
    for relationship in remote_relationships(model):
        left, right = (side.context for side in relationship.sides)
        for messages in relationship.asyncs:
            if not messages.delivery and not messages.says("delivery"):
                yield finding(
                    messages,
                    f'messages between "{left}" and "{right}" have no delivery guarantee',
                    hint="add `delivery = AT_LEAST_ONCE`, or `AT_MOST_ONCE` if a lost message does no harm",
                    fix=unsafe("add `delivery = AT_LEAST_ONCE`", AddMember(messages.at, "delivery = AT_LEAST_ONCE")),
                )
