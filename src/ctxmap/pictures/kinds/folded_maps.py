"""Maps too large for a screen: an overview with folded parts, `overviews/<map>.svg`, and each part, `parts/….svg`."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.analyses.map_parts import part_files
from ctxmap.model.names import map_files
from ctxmap.pictures.folding import ON_A_SCREEN, foldable, folded, overview, part_diagrams
from ctxmap.pictures.kinds import Picture
from ctxmap.pictures.scene import Scene


def pictures(scene: Scene) -> Iterator[Picture]:
    """The overview of each such map, then its parts of more than one context with what they are joined to."""
    for context_map in scene.model.maps:
        if not foldable(scene, context_map, ON_A_SCREEN):
            continue
        folding = folded(scene, context_map)
        yield Picture(f"overviews/{map_files(scene.model)[context_map.qualified_name]}", overview(scene, folding))
        for part, diagram in part_diagrams(scene, folding):
            file = part_files(scene.model)[context_map.qualified_name, part.key]
            yield Picture(f"parts/{file}", diagram)
