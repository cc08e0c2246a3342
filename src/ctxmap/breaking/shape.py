"""Schemas and what they say: JSON Schema 2020-12 as contracts use it, with references that lead to components.

Keywords that are not named here are descriptions, and don't count.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast
from urllib.parse import unquote

import msgspec

from ctxmap.breaking.limits import BOUNDS, COUNTS


class Shape(msgspec.Struct, frozen=True, eq=False):
    """A schema, and the components (by key) that its references (`#/components/schemas/Key`) lead to."""

    schema: Mapping[str, Any]
    components: Mapping[str, Any]

    def inner(self, schema: Mapping[str, Any]) -> Shape:
        """A schema inside of it."""
        return Shape(schema, self.components)


def resolved(shape: Shape) -> Shape:
    """The schema that references lead to, with what `allOf` puts together, and keywords beside a reference."""
    schema, seen = shape.schema, set[str]()
    while (reference := str(schema.get("$ref", ""))) and reference not in seen:
        seen.add(reference)
        key = unquote(reference.rpartition("/")[2]).replace("~1", "/").replace("~0", "~")
        target: Mapping[str, Any] = shape.components.get(key) or {}
        schema = {**target, **{key: value for key, value in schema.items() if key in _COUNTING}}
    parts = schema.get("allOf")
    if not parts:
        return shape.inner(schema)
    merged: dict[str, Any] = {key: value for key, value in schema.items() if key != "allOf"}
    for part in parts:
        held = resolved(shape.inner(part)).schema
        properties = {**held.get("properties", {}), **merged.get("properties", {})}
        required = [*held.get("required", ()), *merged.get("required", ())]
        merged = {**held, **merged}
        if properties:
            merged["properties"] = properties
        if required:
            merged["required"] = list(dict.fromkeys(required))
    return shape.inner(merged)


_COUNTING = frozenset(
    {"type", "format", "enum", "const", "pattern", "multipleOf", "uniqueItems", "required", "properties", "items"}
    | BOUNDS
    | COUNTS
)


def _counts(schema: Mapping[str, Any]) -> bool:
    return not _COUNTING.isdisjoint(schema)


def says_anything(schema: Mapping[str, Any]) -> bool:
    """Whether it restricts anything."""
    return _counts(schema) or bool(branches(schema)) or "additionalProperties" in schema


def branches(schema: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    """Its alternatives."""
    return schema.get("oneOf") or schema.get("anyOf") or ()


def as_schema(value: Any) -> Mapping[str, Any] | None:
    """A schema, unless it is only `true` or `false`, or missing."""
    return cast("dict[str, Any]", value) if isinstance(value, dict) else None


def name_of(schema: Mapping[str, Any]) -> str:
    """The name of an alternative: its component's, or its title."""
    for each in (schema, *schema.get("allOf", ())):
        if "$ref" in each:
            return str(each["$ref"]).rpartition("/")[2]
    return str(schema.get("title", ""))


def is_null(schema: Mapping[str, Any]) -> bool:
    """Whether it is null only."""
    return schema.get("type") == "null"


def types_of(schema: Mapping[str, Any]) -> list[str]:
    """The types that its values may have; none if it doesn't say."""
    kind: str | list[str] | None = schema.get("type")
    if kind:
        return [kind] if isinstance(kind, str) else kind
    if "properties" in schema:
        return ["object"]
    values = values_of(schema)
    return ["string"] if values and all(isinstance(value, str) for value in values) else []


def values_of(schema: Mapping[str, Any]) -> list[Any] | None:
    """The values that there may be; None if it doesn't say."""
    if "const" in schema:
        return [schema["const"]]
    return schema.get("enum")


def required(schema: Mapping[str, Any]) -> frozenset[str]:
    """The members that are always there."""
    return frozenset(schema.get("required", ()))
