"""Every view of a context map or landscape: `views/<view>.svg`."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.analyses.viewed_map import viewed_map
from ctxmap.model.names import view_files
from ctxmap.pictures.context_map import context_map_diagram
from ctxmap.pictures.kinds import Picture
from ctxmap.pictures.scene import Scene
from ctxmap.pictures.stated_once import stated_once


def pictures(scene: Scene) -> Iterator[Picture]:
    """A picture for each view, of the part of its map that it chooses."""
    files = view_files(scene.model)
    for view in scene.model.views:
        diagram = context_map_diagram(scene, viewed_map(scene.model, view), view)
        yield Picture(f"views/{files[view.qualified_name]}", stated_once(scene.words, diagram))
