"""Pictures as SVG that we draw ourselves: one file a kind of picture in `pictures/`, found by walking that folder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from ctxmap.backends import Artifact
from ctxmap.configuration import AS_USUAL, Diagrams
from ctxmap.drawing.picture import picture
from ctxmap.drawing.sequence import SequenceDiagram, sequence_picture
from ctxmap.drawing.theme import DEFAULT, Theme
from ctxmap.findings.finding import Diagnostic
from ctxmap.model.elements import Model
from ctxmap.pictures.kinds import Picture, pictures
from ctxmap.pictures.scene import scene


def build(
    model: Model, diagnostics: Sequence[Diagnostic], diagrams: Diagrams = AS_USUAL, theme: Theme = DEFAULT
) -> Iterator[Artifact]:
    """Every picture that there is something to show on, kind by kind."""
    for each in pictures(scene(model, diagnostics, diagrams, theme)):
        yield Artifact(f"{each.path}.svg", drawn(each, theme))


@lru_cache(maxsize=1000)
def drawn(each: Picture, theme: Theme = DEFAULT) -> str:
    """A picture as an SVG document; the same picture is drawn once, however many backends ask for it."""
    if isinstance(each.diagram, SequenceDiagram):
        return sequence_picture(each.diagram, theme)
    return picture(each.diagram, theme)
