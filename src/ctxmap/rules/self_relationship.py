"""A relationship connects two different contexts."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import Model
from ctxmap.rules import finding, rule


@rule(Severity.ERROR)
def check(model: Model) -> Iterator[Finding]:
    for relationship in model.relationships:
        if relationship.upstream.context == relationship.downstream.context:
            first, second = sorted(relationship.sides, key=lambda side: side.at.start)
            yield finding(
                second,
                f'"{second.context}" has a relationship with itself',
                hint="name the other context, or remove the relationship",
                related=[("the other side is here", first)],
            )
