"""A context without any relationship is either superfluous on its map, or misses a relationship."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.analyses.landscapes import Landscape, landscapes
from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import BoundedContext, Model, Reference
from ctxmap.model.index import contexts
from ctxmap.rules import finding, rule


@rule(Severity.INFO)
def check(model: Model) -> Iterator[Finding]:
    for landscape in (each for each in landscapes(model) if each.is_whole):
        related = {side.context for relationship in landscape.relationships for side in relationship.sides}
        contained: dict[str, Reference] = {}
        for reference in (each for context_map in landscape.maps for each in context_map.contains):
            contained.setdefault(reference.target or "", reference)
        for name, reference in contained.items():
            is_alone = len(contained) == 1  # a map of a single context shows what is inside it
            if name and name not in related and not is_alone and not _may_be_team(contexts(model)[name]):
                yield _isolated(landscape, reference)


def _may_be_team(context: BoundedContext) -> bool:
    return context.type == "TEAM" or context.has_unread_type


def _isolated(landscape: Landscape, reference: Reference) -> Finding:
    return finding(
        reference,
        f'"{reference.target}" has no relationship on {landscape.phrase}',
        hint="add its relationships, or remove it from the map",
    )
