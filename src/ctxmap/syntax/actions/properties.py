"""Types, and the attributes, references and associations made of them."""

from __future__ import annotations

from typing import Any

import msgspec

from ctxmap.syntax.actions.values import end_of, start_of, string, word
from ctxmap.syntax.lex import Tokens
from ctxmap.syntax.tree import Name, Property, Setting, Text, Type

USUAL_TYPES = frozenset(
    {"String", "int", "Integer", "long", "Long", "boolean", "Boolean", "double", "Double", "float", "Float", "Date",
     "DateTime", "Timestamp", "BigDecimal", "BigInteger", "Decimal", "UUID", "Object", "Instant", "LocalDate"}
)  # fmt: skip
_NO_NAMES = frozenset(
    {"aggregateRoot", "abstract", "const", "final", "key", "let", "readonly", "required", "static", "val", "var"}
)
"""Flags and words of other languages: what follows them is no name that precedes a type."""
MODIFIERS = frozenset(
    {"const", "default", "final", "internal", "let", "override", "readonly", "sealed", "static", "synchronized",
     "transient", "val", "var", "virtual", "volatile"}
)  # fmt: skip
"""Words of other languages before a type."""
DEEPEST_TYPE = 32
"""A type of types of types goes no deeper; `oddities.py` says so."""


def simple_type(t: Tokens, v: list[Any], _: int) -> Type:
    name = word(t, v[0])
    return Type(name, (), False, name.start, name.end)


def reference_type(t: Tokens, v: list[Any], _: int) -> Type:
    name = word(t, v[1])
    return Type(name, (), True, start_of(t, v[0]), name.end)


def generic_type(t: Tokens, v: list[Any], _: int) -> Type:
    name = word(t, v[0])
    arguments: tuple[Type, ...] = tuple(v[2])
    depth = 1 + max(t.depths.get(argument.start, 0) for argument in arguments)
    t.depths[name.start] = depth
    if depth >= DEEPEST_TYPE:
        arguments = ()  # whoever walks the tree may do so by recursion
    return Type(name, arguments, False, name.start, end_of(t, v[3]))


def attribute(t: Tokens, v: list[Any], end: int) -> Property:
    read = _property(t, None, v, end)
    if read.type.name.text in MODIFIERS or t.texts[end - 1] in MODIFIERS:
        t.maybe_misread += (end - 1, end)
    name, type_ = read.name, read.type
    if name and name.text in USUAL_TYPES and type_.name.text[0].islower() and not type_.arguments:
        # a repair may have turned them round already
        return _swapped(t, read, name) if type_.start < name.start else read
    return read


def _swapped(t: Tokens, read: Property, name: Name) -> Property:
    """`name String`, read as what is meant and reported: `String` is no name that anybody gives."""
    if read.type.name.text in USUAL_TYPES or read.type.name.text in _NO_NAMES:
        return read
    t.swapped.append((read.type.start, name.end))
    type_ = Type(name, (), False, name.start, name.end)
    return msgspec.structs.replace(read, type=type_, name=read.type.name)


def reference(t: Tokens, v: list[Any], end: int) -> Property:
    return _property(t, word(t, v[0]), v[1:], end)


def _property(t: Tokens, marker: Name | None, v: list[Any], end: int) -> Property:
    visibility = None
    if isinstance(v[0], int):
        visibility, v = word(t, v[0]), v[1:]
    options: tuple[Setting, ...] = tuple(v[2]) if len(v) > 2 else ()
    start = (marker or visibility or v[0]).start
    return Property(marker, visibility, v[0], word(t, v[1]), options, None, None, start, t.ends[end - 1])


def association(t: Tokens, v: list[Any], _: int) -> Property:
    marker = word(t, v[0])
    label: Text | None = string(t, v[1]) if isinstance(v[1], int) else None
    parts: list[Any] = v
    type_: Type = parts[2] if label else parts[1]
    return Property(marker, None, type_, None, (), label, None, marker.start, type_.end)


def enum_attribute(t: Tokens, v: list[Any], _: int) -> Property:
    type_, name = v[0], word(t, v[1])
    if name.start > type_.end + 1 or (name.text.isupper() and type_.name.text.isupper()):
        t.maybe_values.append(v[1] - 1)
    return Property(None, None, type_, name, (), None, None, type_.start, name.end)


def enum_key(t: Tokens, v: list[Any], _: int) -> Property:
    type_, name, key = v[0], word(t, v[1]), word(t, v[2])
    options = (Setting(key, (), False, key.start, key.end),)
    return Property(None, None, type_, name, options, None, None, type_.start, key.end)
