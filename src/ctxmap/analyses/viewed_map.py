"""The map that a view is of: one of the model's maps, or all maps of a landscape as one."""

from __future__ import annotations

from collections.abc import Sequence

from ctxmap.model.elements import ContextMap, Model, View


def viewed_map(model: Model, view: View) -> ContextMap:
    """The map of which the view shows a part."""
    maps = maps_of(model, view)
    return maps[0] if len(maps) == 1 else _joined(view, maps)


def maps_of(model: Model, view: View) -> Sequence[ContextMap]:
    """The maps that a view is of: one, or all those of its landscape, to which maps of teams don't belong."""
    if view.map:
        return [each for each in model.maps if view.map and each.qualified_name == view.map.target]
    known = [each for each in model.maps if each.type != "ORGANIZATIONAL"]
    return [each for each in known if each.state.replace("UNDEFINED", "") == view.state]


def _joined(view: View, maps: Sequence[ContextMap]) -> ContextMap:
    """Several maps as one; of a relationship that stands on two of them, the first."""
    relationships = {each.id: each for context_map in reversed(maps) for each in reversed(context_map.relationships)}
    return ContextMap(
        at=view.at,
        name="",
        qualified_name="",
        type="SYSTEM_LANDSCAPE",
        state=view.state,
        contains=tuple(reference for context_map in maps for reference in context_map.contains),
        relationships=tuple(reversed(relationships.values())),
        is_whole=all(each.is_whole for each in maps),
    )
