"""A map lists the contexts that it is about with `contains`; its relationships join only those."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.findings import Finding, Severity
from ctxmap.model.elements import Model
from ctxmap.rules import finding, rule


@rule(Severity.ERROR)
def check(model: Model) -> Iterator[Finding]:
    for context_map in model.maps:
        contained = {reference.target for reference in context_map.contains}
        name = f'map "{context_map.name}"' if context_map.name else "its map"
        for side in (side for relationship in context_map.relationships for side in relationship.sides):
            if side.context not in contained:
                yield finding(
                    side,
                    f'"{side.context}" has a relationship, but {name} doesn\'t contain it',
                    hint=f"add it to the map: `contains {side.context}`",
                    related=[("the map is declared here", context_map)],
                )
