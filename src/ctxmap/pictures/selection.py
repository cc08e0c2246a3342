"""What of a context map is drawn: all of it, or what a view chooses (`View`, in the language reference)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from ctxmap.analyses.map_parts import contexts_on
from ctxmap.configuration.selectors import selector
from ctxmap.model.elements import BoundedContext, ContextMap, Model, Quoted, Reference, Relationship, View
from ctxmap.model.selection import selects


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
    is_whole = not (view.include or view.include_selectors)
    chosen = names if is_whole else names & _chosen(model, view.include, view.include_selectors)
    if view.with_neighbours:
        chosen |= _neighbours(context_map, chosen)
    chosen -= _chosen(model, view.exclude, view.exclude_selectors)
    return Selection(
        [context for context in contexts if context.qualified_name in chosen],
        [each for each in context_map.relationships if all(side.context in chosen for side in each.sides)],
    )


def _neighbours(context_map: ContextMap, chosen: set[str]) -> set[str]:
    """The contexts one relationship away."""
    pairs = [{side.context for side in relationship.sides} for relationship in context_map.relationships]
    return set[str]().union(*(pair for pair in pairs if pair & chosen))


def _chosen(model: Model, references: Iterable[Reference], selectors: Iterable[Quoted]) -> set[str]:
    """The contexts that are named, and those that have what a selector says."""
    named = {reference.target or "" for reference in references}
    wanted = [selector(each.value) for each in selectors]
    return named | {each.qualified_name for each in model.contexts if any(selects(model, one, each) for one in wanted)}
