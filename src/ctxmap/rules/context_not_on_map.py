"""The relationships of a map connect only contexts that the map `contains`."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.findings.finding import Finding, Severity
from ctxmap.findings.fix import AddItem, Fix, safe
from ctxmap.model.elements import BoundedContext, ContextMap, Model
from ctxmap.model.index import contexts
from ctxmap.rules import finding, rule


@rule(Severity.ERROR)
def check(model: Model) -> Iterator[Finding]:
    for context_map in (each for each in model.maps if not each.is_incomplete("contains")):
        contained = {reference.target for reference in context_map.contains}
        name = f'map "{context_map.name}"' if context_map.name else "its map"
        for side in (side for relationship in context_map.relationships for side in relationship.sides):
            if side.context not in contained:
                yield finding(
                    side,
                    f'"{side.context}" has a relationship, but {name} does not contain it',
                    hint=f"add it to the map: `contains {side.context}`",
                    related=[("the map is declared here", context_map)],
                    fix=_fix(context_map, contexts(model)[side.context]),
                )


def _fix(context_map: ContextMap, context: BoundedContext) -> Fix | None:
    """To put it on the map, where the map may show it."""
    if context_map.type == "SYSTEM_LANDSCAPE" and context.type == "TEAM":
        return None
    return safe(f"add `{context.name}` to the map", AddItem(context_map.at, "contains", context.name, sign=" "))
