"""All pictures as PNG, for slides and wikis that take no SVG: `maps/<map>.png`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ctxmap.backends import Artifact
from ctxmap.backends._typeset import typeset
from ctxmap.configuration import AS_USUAL, Diagrams
from ctxmap.drawing.theme import DEFAULT, Theme
from ctxmap.findings.finding import Diagnostic
from ctxmap.model.elements import Model
from ctxmap.pictures.scene import scene

ON_REQUEST = True
EXTRA = "png"


def build(
    model: Model, diagnostics: Sequence[Diagnostic], diagrams: Diagrams = AS_USUAL, theme: Theme = DEFAULT
) -> Iterator[Artifact]:
    """A file for each picture; raises `NotInstalledError`."""
    return typeset(scene(model, diagnostics, diagrams, theme), "png", diagrams.scale, EXTRA)
