"""Pictures as SVG that we draw ourselves: one file a kind of picture in `pictures/`, found by walking that folder."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from ctxmap.backends import Artifact, Request, backend
from ctxmap.drawing.diagram import Diagram
from ctxmap.drawing.grid import GridDiagram, grid_picture
from ctxmap.drawing.picture import picture
from ctxmap.drawing.sequence import SequenceDiagram, sequence_picture
from ctxmap.drawing.theme import DEFAULT, Theme
from ctxmap.pictures.kinds import Picture, pictures
from ctxmap.pictures.scene import Scene, scene_of


@backend("*.svg")
def build(request: Request) -> Iterator[Artifact]:
    """Every diagram that there is something to show on, kind by kind."""
    for each in pictures(scene(request)):
        yield Artifact(f"{each.path}.svg", drawn(each, request.theme))


def scene(request: Request) -> Scene:
    """What the diagrams of a request are drawn from."""
    return scene_of(request.model, request.diagnostics, request.configuration.diagrams, request.theme)


@lru_cache(maxsize=1000)
def drawn(each: Picture, theme: Theme = DEFAULT) -> str:
    """A picture as an SVG document; the same picture is drawn once, however many backends ask for it."""
    match each.diagram:
        case SequenceDiagram():
            return sequence_picture(each.diagram, theme)
        case GridDiagram():
            return grid_picture(each.diagram, theme)
        case Diagram():
            return picture(each.diagram, theme)
