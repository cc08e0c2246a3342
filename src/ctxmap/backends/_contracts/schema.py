"""The shape of a JSON Schema, as far as these documents use it. The type checker finds a misspelt keyword.

They mean the same in JSON Schema 2020-12 (OpenAPI 3.1) and draft 7 (AsyncAPI 3), except that draft 7 doesn't see what
stands beside a `$ref`.
"""

from __future__ import annotations

from typing import Any, Literal, TypedDict, TypeVar, cast

JsonType = Literal["string", "integer", "number", "boolean", "object", "array", "null"]

Schema = TypedDict(
    "Schema",
    {
        "$ref": str,
        "title": str,
        "type": JsonType | list[JsonType],
        "format": str,
        "description": str,
        "x-ctxmap": dict[str, Any],
        "required": list[str],
        "properties": dict[str, "Schema"],
        "additionalProperties": "Schema",
        "items": "Schema",
        "uniqueItems": bool,
        "allOf": list["Schema"],
        "anyOf": list["Schema"],
        "oneOf": list["Schema"],
        "enum": list[str],
        "const": str | int,
        "examples": list[Any],
        "discriminator": dict[str, Any],
        "deprecated": bool,
        "default": str,
        "pattern": str,
        "contentEncoding": str,
        "minLength": int,
        "maxLength": int,
        "minItems": int,
        "maxItems": int,
        "minimum": float,
        "maximum": float,
        "readOnly": bool,
    },
    total=False,
)

Document = TypeVar("Document")


def trimmed(document: Document) -> Document:
    """The mapping without the keys that hold nothing: an empty text, list or mapping, or None."""
    members = cast("dict[str, object]", document).items()
    return cast("Document", {name: value for name, value in members if value not in ("", [], {}, None)})
