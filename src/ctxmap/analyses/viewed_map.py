"""The map that a diagram shows: one of the model's maps, or all maps of one state together, as one."""

from __future__ import annotations

from collections.abc import Sequence

from ctxmap.analyses.landscapes import maps_by_state
from ctxmap.model.elements import ContextMap, LandscapeState, Model, Relationship, View


def viewed_map(model: Model, view: View) -> ContextMap:
    """The map of which the view shows a part."""
    maps = maps_of(model, view)
    return maps[0] if len(maps) == 1 else joined_map(view.state, maps)


def maps_of(model: Model, view: View) -> Sequence[ContextMap]:
    """The maps that a view is of: one, or all those of its landscape."""
    if view.map:
        return [each for each in model.maps if each.qualified_name == view.map.target]
    return maps_by_state(model).get(view.state, ())


def joined_map(state: LandscapeState, maps: Sequence[ContextMap]) -> ContextMap:
    """Several maps as one; of a relationship that is stated on two of them, the first statement."""
    relationships: dict[str, Relationship] = {}
    for context_map in maps:
        for each in context_map.relationships:
            relationships.setdefault(each.id, each)
    return ContextMap(
        at=maps[0].at,
        name="",
        qualified_name="",
        type="SYSTEM_LANDSCAPE",
        state=state,
        contains=tuple(reference for context_map in maps for reference in context_map.contains),
        relationships=tuple(relationships.values()),
        is_whole=all(each.is_whole for each in maps),
    )
