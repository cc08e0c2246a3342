"""Between equals nobody publishes by nature; the map has to say who does."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.findings import Finding, Severity
from ctxmap.model.elements import Model
from ctxmap.rules import finding, rule


@rule(Severity.ERROR)
def check(model: Model) -> Iterator[Finding]:
    for relationship in model.relationships:
        left, right = (side.context for side in relationship.sides)
        for messages in relationship.asyncs if relationship.is_symmetric else ():
            if not messages.publisher and not messages.says("publisher"):
                yield finding(
                    messages,
                    f'"{left}" and "{right}" are equals, and nothing says who publishes',
                    hint=f"add `publisher = {left}` or `publisher = {right}`; where both do, write an `async` for each",
                )
