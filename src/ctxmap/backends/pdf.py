"""All pictures as PDF, for paper: sharp at any size, its text can be searched and copied: `maps/<map>.pdf`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ctxmap.backends import Artifact
from ctxmap.backends._typeset import typeset
from ctxmap.configuration import AS_USUAL, Diagrams
from ctxmap.findings import Diagnostic
from ctxmap.model.elements import Model

ON_REQUEST = True
EXTRA = "png"


def build(model: Model, diagnostics: Sequence[Diagnostic], diagrams: Diagrams = AS_USUAL) -> Iterator[Artifact]:
    """A file for each picture; raises `NotInstalledError`."""
    return typeset(model, diagnostics, diagrams, "pdf", EXTRA)
