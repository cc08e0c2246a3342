"""The model as JSON and back, and the JSON Schema of that form.

What concerns the text alone (places, unresolved values) is left out: a line inserted above a map doesn't change what
it means.
"""

from __future__ import annotations

from inspect import cleandoc
from typing import Any, cast

import msgspec

from ctxmap.model import elements
from ctxmap.model.elements import Model
from ctxmap.text.docstrings import explained_attributes

SCHEMA_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_OF_THE_TEXT = ("at", "places", "incomplete")


def to_json(model: Model) -> str:
    """The model as indented JSON with a line end behind it; attributes that keep their default are left out."""
    data = _without_text(msgspec.to_builtins(model))
    return msgspec.json.format(msgspec.json.encode(data), indent=2).decode() + "\n"


def from_json(text: str | bytes) -> Model:
    """The model that `to_json` wrote; raises `msgspec.ValidationError` where the text is something else."""
    return msgspec.json.decode(text, type=Model)


def schema() -> dict[str, Any]:
    """The JSON Schema of `to_json`'s output."""
    (reference,), definitions = msgspec.json.schema_components([Model], ref_template="#/$defs/{name}")
    definitions.pop("Span", None)
    for name, definition in definitions.items():
        properties: dict[str, Any] = definition.get("properties", {})
        for key in _OF_THE_TEXT:
            properties.pop(key, None)
        definition["description"] = cleandoc(definition["description"])
        for key, text in explained_attributes(getattr(elements, name)).items():
            properties[key] = {**properties[key], "description": text}
    return {
        "$schema": SCHEMA_DIALECT,
        "title": "ctxmap model",
        **reference,
        "$defs": dict(sorted(definitions.items())),
    }


def _without_text(value: object) -> object:
    if isinstance(value, dict):
        items = cast("dict[str, object]", value).items()
        return {key: _without_text(item) for key, item in items if key not in _OF_THE_TEXT}
    if isinstance(value, list | tuple):
        return [_without_text(item) for item in cast("list[object]", value)]
    return value
