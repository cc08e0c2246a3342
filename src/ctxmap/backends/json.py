"""`model.json`: the model for other programs, after the JSON Schema that `ctxmap schema` prints."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.backends import Artifact, Request, backend
from ctxmap.model.json import to_json


@backend("model.json")
def build(request: Request) -> Iterator[Artifact]:
    """The model, without its positions in the text."""
    yield Artifact("model.json", to_json(request.model))
