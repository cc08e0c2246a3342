"""Maps too large for a screen: an overview with folded parts, `overviews/<map>.svg`, and each part, `parts/….svg`."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.analyses.map_parts import Part, part_files
from ctxmap.drawing.diagram import Diagram
from ctxmap.model.elements import ContextMap
from ctxmap.model.names import map_files
from ctxmap.pictures.context_map import selection_diagram
from ctxmap.pictures.folding import ON_A_SCREEN, foldable, link_to_parts, overview
from ctxmap.pictures.kinds import Picture
from ctxmap.pictures.scene import Scene
from ctxmap.pictures.selection import around
from ctxmap.pictures.stated_once import stated_once


def pictures(scene: Scene) -> Iterator[Picture]:
    """The overview of each such map, then its parts of more than one context with what they are joined to."""
    for context_map in scene.model.maps:
        parts = foldable(scene, context_map, ON_A_SCREEN)
        if parts:
            file = map_files(scene.model)[context_map.qualified_name]
            link_to = link_to_parts(scene.model, context_map)
            yield Picture(f"overviews/{file}", overview(scene, context_map, parts, link_to))
        for part in parts:
            if part.home:
                file = part_files(scene.model)[context_map.qualified_name, part.key]
                yield Picture(f"parts/{file}", _diagram(scene, context_map, part))


def _diagram(scene: Scene, context_map: ContextMap, part: Part) -> Diagram:
    shown = around(scene.model, context_map, {context.qualified_name for context in part.contexts})
    return stated_once(scene.words, selection_diagram(scene, context_map, shown, part.title))
