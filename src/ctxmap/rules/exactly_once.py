"""No message goes exactly once from one service to another; its effect can be made to."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.findings import Finding, Severity
from ctxmap.model.elements import Model
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
                )
