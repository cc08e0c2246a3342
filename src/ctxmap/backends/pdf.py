"""All pictures as PDF, for paper: sharp at any size, its text can be searched and copied: `maps/<map>.pdf`."""

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
    return typeset(scene(model, diagnostics, diagrams, theme), "pdf", diagrams.scale, EXTRA)
