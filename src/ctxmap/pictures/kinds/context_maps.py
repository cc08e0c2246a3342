"""Every context map: `maps/<map>.svg`. One that no wall has room for is drawn with its parts folded."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.model.names import map_files
from ctxmap.pictures.context_map import context_map_diagram
from ctxmap.pictures.folding import ON_A_WALL, foldable, link_to_parts, overview
from ctxmap.pictures.kinds import Picture
from ctxmap.pictures.scene import Scene
from ctxmap.pictures.stated_once import stated_once


def pictures(scene: Scene) -> Iterator[Picture]:
    """A picture for each map of the model."""
    files = map_files(scene.model)
    for each in scene.model.maps:
        parts = foldable(scene, each, ON_A_WALL)
        link_to = link_to_parts(scene.model, each)
        diagram = (
            overview(scene, each, parts, link_to)
            if parts
            else stated_once(scene.words, context_map_diagram(scene, each))
        )
        yield Picture(f"maps/{files[each.qualified_name]}", diagram)
