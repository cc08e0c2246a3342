"""`model.json`: the model for other programs, after the JSON Schema that `ctxmap schema` prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ctxmap.backends import Artifact
from ctxmap.findings.finding import Diagnostic
from ctxmap.model.elements import Model
from ctxmap.model.json import to_json


def build(model: Model, diagnostics: Sequence[Diagnostic]) -> Iterator[Artifact]:
    """The model, without its places in the text."""
    yield Artifact("model.json", to_json(model))
