"""Every context map: `maps/<map>.svg`. One that no wall has room for is drawn with its parts folded."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.analyses.map_parts import DRAWN_WHOLE
from ctxmap.model.names import map_files
from ctxmap.pictures.context_map import context_map_diagram
from ctxmap.pictures.folding import foldable, folded, overview
from ctxmap.pictures.kinds import Picture
from ctxmap.pictures.scene import Scene
from ctxmap.pictures.stated_once import stated_once


def pictures(scene: Scene) -> Iterator[Picture]:
    """A picture for each map of the model."""
    files = map_files(scene.model)
    for each in scene.model.maps:
        diagram = (
            overview(scene, folded(scene, each))
            if foldable(scene, each, DRAWN_WHOLE)
            else stated_once(scene.words, context_map_diagram(scene, each))
        )
        yield Picture(f"maps/{files[each.qualified_name]}", diagram)
