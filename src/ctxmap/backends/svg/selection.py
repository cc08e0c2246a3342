"""What of a context map is drawn: all of it, or what a view chooses (`View`, in the language reference)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from ctxmap.model import index
from ctxmap.model.elements import BoundedContext, ContextMap, Model, Reference, Relationship, View


class Selection(msgspec.Struct, frozen=True):
    """The contexts and relationships that are drawn, in the order of the map."""

    contexts: Sequence[BoundedContext]
    relationships: Sequence[Relationship]


def selected(model: Model, context_map: ContextMap, view: View | None = None) -> Selection:
    """What a view chooses of its map; without one, everything.

    A context that is left out by name stays out, be it a neighbour or not. All relationships between what is drawn are
    drawn: a picture that leaves one out would say that there is none.
    """
    contexts = contexts_on(model, context_map)
    if view is None:
        return Selection(contexts, context_map.relationships)
    names = {context.qualified_name for context in contexts}
    chosen = _targets(view.include) & names if view.include else names
    if view.with_neighbours:
        chosen |= _neighbours(context_map, chosen)
    chosen -= _targets(view.exclude)
    return Selection(
        [context for context in contexts if context.qualified_name in chosen],
        [each for each in context_map.relationships if all(side.context in chosen for side in each.sides)],
    )


def contexts_on(model: Model, context_map: ContextMap) -> list[BoundedContext]:
    """The contexts that a map contains, and those that its relationships join without its saying so."""
    contained = [reference.target or "" for reference in context_map.contains]
    joined = [side.context for relationship in context_map.relationships for side in relationship.sides]
    return [
        index.contexts(model)[name] for name in dict.fromkeys((*contained, *joined)) if name in index.contexts(model)
    ]


def _neighbours(context_map: ContextMap, chosen: set[str]) -> set[str]:
    """The contexts one relationship away."""
    pairs = [{side.context for side in relationship.sides} for relationship in context_map.relationships]
    return set[str]().union(*(pair for pair in pairs if pair & chosen))


def _targets(references: Iterable[Reference]) -> set[str]:
    return {reference.target or "" for reference in references}
