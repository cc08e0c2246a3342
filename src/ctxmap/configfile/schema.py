"""The JSON Schema of a configuration, for editors that complete and check TOML (Even Better TOML, taplo).

It accepts what the reader accepts, and describes each key with its docstring in the code.
"""

from __future__ import annotations

from collections.abc import Mapping
from inspect import cleandoc
from typing import Any

import msgspec

from ctxmap.configfile.shapes import (
    Each,
    Either,
    Many,
    Name,
    Number,
    OneOrMany,
    Said,
    Shape,
    Switch,
    Table,
    Vocabulary,
    Words,
)
from ctxmap.configfile.shapes import configuration as configuration_shape
from ctxmap.findings import rulebook
from ctxmap.text.docstrings import explained_attributes

_DIALECT = "http://json-schema.org/draft-07/schema#"
"""The dialect that TOML editors support."""


def schema(vocabulary: Vocabulary) -> dict[str, Any]:
    """The schema of `ctxmap.toml`, and of `tool.ctxmap` in `pyproject.toml`."""
    shape = configuration_shape(vocabulary)
    return {"$schema": _DIALECT, "title": "ctxmap configuration", **_of_table(shape)}


def _of(shape: Shape) -> dict[str, Any]:
    match shape:
        case Table():
            made = _of_table(shape)
        case Many():
            made = {"type": "array", "items": _of(shape.item)}
        case OneOrMany():
            made = {"anyOf": [_of(shape.item), {"type": "array", "items": _of(shape.item)}]}
        case Each():
            made = _of_each(shape)
        case Either():
            made = {"anyOf": [_of(shape.name), _of_table(shape.table)]}
        case Name():
            made = {"enum": list(shape.names)}
        case Number():
            made = {"type": "integer"} if shape.least is None else {"type": "integer", "minimum": shape.least}
        case Switch():
            made = {"type": "boolean"}
        case Words():
            made = {"type": "string", "pattern": shape.like} if shape.like else {"type": "string"}
        case Said():
            made = {"type": "string"}
    return made


def _of_table(shape: Table) -> dict[str, Any]:
    explanations: Mapping[str, str] = explained_attributes(shape.about) if shape.about else {}
    defaults = _defaults(shape.about)
    properties: dict[str, Any] = {}
    for key, each in shape.keys.items():
        name = shape.attributes[key]
        description = {"description": explanations[name]} if name in explanations else {}
        default = {"default": defaults[key]} if key in defaults else {}
        properties[key] = {**description, **_of(each), **default}
    about = {"description": cleandoc(shape.about.__doc__)} if shape.about and shape.about.__doc__ else {}
    required = {"required": list(shape.required)} if shape.required else {}
    return {"type": "object", **about, "properties": properties, **required, "additionalProperties": False}


def _of_each(shape: Each) -> dict[str, Any]:
    if not shape.key.names:
        return {"type": "object", "additionalProperties": _of(shape.shape_of(""))}
    pages = {page.name: page for page in rulebook.pages()}
    properties = {
        name: {
            **({"description": f"{pages[name].summary} [{pages[name].shown_severities}]"} if name in pages else {}),
            **_of(shape.shape_of(name)),
        }
        for name in shape.key.names
    }
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _defaults(struct: type[msgspec.Struct] | None) -> dict[str, Any]:
    """The default values that are plain."""
    fields = msgspec.structs.fields(struct) if struct else ()
    return {field.encode_name: field.default for field in fields if isinstance(field.default, str | int)}
