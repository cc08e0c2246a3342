"""Every view of a context map: `views/<view>.svg`."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.backends.svg.context_map import context_map_diagram
from ctxmap.backends.svg.pictures import Picture
from ctxmap.backends.svg.scene import Scene
from ctxmap.model.names import view_files


def pictures(scene: Scene) -> Iterator[Picture]:
    """A picture for each view, of the part of its map that it chooses."""
    maps = {each.qualified_name: each for each in scene.model.maps}
    files = view_files(scene.model)
    for view in scene.model.views:
        diagram = context_map_diagram(scene, maps[view.map.target or ""], view)
        yield Picture(f"views/{files[view.qualified_name]}", diagram)
