"""All pictures as PNG, for slides and wikis that take no SVG: `maps/<map>.png`."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.backends import Artifact, Request, backend
from ctxmap.backends._typeset import NEEDS, typeset


@backend("*.png", on_request=True, needs=NEEDS)
def build(request: Request) -> Iterator[Artifact]:
    """A file for each diagram; raises `NotInstalledError`."""
    return typeset(request, "png")
