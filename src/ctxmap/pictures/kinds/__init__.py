"""The kinds of pictures, one file each, found by walking this folder.

A kind is a module with one public function `pictures(scene)` that yields `Picture`s: what they show, not
how it is drawn, which is for the drawing kit.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

import msgspec
from msgspec.structs import replace

from ctxmap.drawing.diagram import Diagram
from ctxmap.drawing.grid import GridDiagram
from ctxmap.drawing.sequence import SequenceDiagram
from ctxmap.pictures.scene import Scene


class Picture(msgspec.Struct, frozen=True):
    """What a file will show: its path below the output folder without its ending, and the diagram."""

    path: str
    diagram: Diagram | SequenceDiagram | GridDiagram


def pictures(scene: Scene) -> Iterator[Picture]:
    """The pictures of a scene, kind by kind in the order of the names."""
    for name in sorted(module.name for module in iter_modules(__path__)):
        yield from (_at_width(each, scene.width) for each in import_module(f"{__name__}.{name}").pictures(scene))


def _at_width(picture: Picture, width: int | None) -> Picture:
    """The picture, to be shown at that width."""
    if width is None or not isinstance(picture.diagram, Diagram):
        return picture
    return Picture(picture.path, replace(picture.diagram, width=width))
