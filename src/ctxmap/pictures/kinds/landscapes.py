"""All maps of one state together, where there are several: `landscapes/<state>.svg`; folded, where that is large.

A large landscape has a diagram for each of its parts of more than one context, too: `landscapes/<state>-<part>.svg`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from ctxmap.analyses.landscapes import maps_by_state
from ctxmap.analyses.map_parts import part_slug, walk_parts
from ctxmap.analyses.viewed_map import joined_map
from ctxmap.model.elements import ContextMap
from ctxmap.model.names import distinct, landscape_file
from ctxmap.pictures.context_map import selection_diagram
from ctxmap.pictures.folding import ON_A_SCREEN, Folding, foldable, overview, part_diagrams
from ctxmap.pictures.kinds import Picture
from ctxmap.pictures.scene import Scene
from ctxmap.pictures.selection import selected
from ctxmap.pictures.stated_once import stated_once


def pictures(scene: Scene) -> Iterator[Picture]:
    """The diagram of each landscape of several maps, then those of its parts where it is folded."""
    for state, maps in maps_by_state(scene.model).items():
        if len(maps) > 1:
            yield from _landscape(scene, landscape_file(state), joined_map(state, maps), maps)


def _landscape(scene: Scene, file: str, whole: ContextMap, maps: Sequence[ContextMap]) -> Iterator[Picture]:
    words = scene.words
    titles = words.listed(dict.fromkeys(each.title or words.context_map for each in maps))
    subtitle = " · ".join(part for part in (words.map_states.get(whole.state, ""), titles) if part)
    boxes = foldable(scene, whole, ON_A_SCREEN)
    if not boxes:
        diagram = selection_diagram(scene, whole, selected(scene.model, whole), words.landscape)
        yield Picture(f"landscapes/{file}", stated_once(words, replace(diagram, subtitle=subtitle)))
        return
    files = distinct((part.key, f"{file}-{part_slug(part)}") for part in walk_parts(boxes))
    folding = Folding(whole, boxes, {key: f"{name}.svg" for key, name in files.items()})
    yield Picture(f"landscapes/{file}", overview(scene, folding, words.landscape))
    for part, diagram in part_diagrams(scene, folding):
        yield Picture(f"landscapes/{files[part.key]}", replace(diagram, subtitle=subtitle))
