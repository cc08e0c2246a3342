"""A context that works with nobody on its map is forgotten, or has a relationship that is."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import BoundedContext, ContextMap, Model, Reference
from ctxmap.model.index import contexts
from ctxmap.rules import finding, rule


@rule(Severity.INFO)
def check(model: Model) -> Iterator[Finding]:
    for context_map in (each for each in model.maps if each.is_whole):
        related = {side.context for relationship in context_map.relationships for side in relationship.sides}
        contained = {reference.target: reference for reference in reversed(context_map.contains)}
        for name, reference in reversed(contained.items()):
            is_alone = len(contained) == 1  # with nobody there, the map is of what is inside it
            if name and name not in related and not is_alone and not _may_be_team(contexts(model)[name]):
                yield _isolated(context_map, reference)


def _may_be_team(context: BoundedContext) -> bool:
    return context.type == "TEAM" or context.has_unread_type


def _isolated(context_map: ContextMap, reference: Reference) -> Finding:
    name = f'map "{context_map.name}"' if context_map.name else "its map"
    return finding(
        reference,
        f'"{reference.target}" has no relationship on {name}',
        hint="draw the relationship that it has, or leave it off the map",
    )
