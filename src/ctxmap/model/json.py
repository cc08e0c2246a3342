"""The model as JSON and back, and the JSON Schema of that form.

Places in the text are left out: what a map means doesn't change when a line is inserted above it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from inspect import cleandoc, getsource
from itertools import chain, pairwise
from typing import Any, cast

import msgspec

from ctxmap.model import elements
from ctxmap.model.elements import Model

SCHEMA_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_PLACES = ("at", "places")


def to_json(model: Model) -> str:
    """The model as indented JSON with a line end behind it; attributes that keep their default are left out."""
    data = _without_places(msgspec.to_builtins(model))
    return msgspec.json.format(msgspec.json.encode(data), indent=2).decode() + "\n"


def from_json(text: str | bytes) -> Model:
    """The model that `to_json` wrote; raises `msgspec.ValidationError` where the text is something else."""
    return msgspec.json.decode(text, type=Model)


def schema() -> dict[str, Any]:
    """The JSON Schema of `to_json`'s output."""
    (reference,), definitions = msgspec.json.schema_components([Model], ref_template="#/$defs/{name}")
    definitions.pop("Span", None)
    explained = _explanations()
    for name, definition in definitions.items():
        properties: dict[str, Any] = definition.get("properties", {})
        for key in _PLACES:
            properties.pop(key, None)
        definition["description"] = cleandoc(definition["description"])
        for key, text in explained[name].items():
            properties[key] = {**properties[key], "description": text}
    return {
        "$schema": SCHEMA_DIALECT,
        "title": "ctxmap model",
        **reference,
        "$defs": dict(sorted(definitions.items())),
    }


def _explanations() -> dict[str, dict[str, str]]:
    """What stands below an attribute of an element as a string: Python throws that away, its source keeps it."""
    classes = [node for node in ast.parse(getsource(elements)).body if isinstance(node, ast.ClassDef)]
    explained: dict[str, dict[str, str]] = {}
    for node in classes:
        bases = (base.id for base in node.bases if isinstance(base, ast.Name))
        inherited = (explained.get(base, {}).items() for base in bases)
        explained[node.name] = dict(chain(*inherited, _explained_attributes(node)))
    return explained


def _explained_attributes(node: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for attribute, following in pairwise(node.body):
        match attribute, following:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                yield name, " ".join(text.split())
            case _:
                pass


def _without_places(value: object) -> object:
    if isinstance(value, dict):
        items = cast("dict[str, object]", value).items()
        return {key: _without_places(item) for key, item in items if key not in _PLACES}
    if isinstance(value, list | tuple):
        return [_without_places(item) for item in cast("list[object]", value)]
    return value
