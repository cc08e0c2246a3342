"""All pictures as PDF, for paper: sharp at any size, its text can be searched and copied: `maps/<map>.pdf`."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.backends import Artifact, Request, backend
from ctxmap.backends._typeset import NEEDS, typeset


@backend("*.pdf", on_request=True, needs=NEEDS)
def build(request: Request) -> Iterator[Artifact]:
    """A file for each diagram; raises `NotInstalledError`."""
    return typeset(request, "pdf")
