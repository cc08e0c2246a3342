"""What CML says of an attribute's values (`size = "min=1,max=4"`, `email`, …) as keywords of JSON Schema.

The options are Sculptor's, and mean what Bean Validation (Jakarta) means by them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from math import isfinite
from typing import cast

from ctxmap.backends._contracts.schema import JsonType, Schema
from ctxmap.model.elements import Option

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,3})?")
_KEYED = re.compile(rf"(min|max)\s*=\s*\"?({_NUMBER.pattern})")
_REGEXP = re.compile(r"""^\s*regexp\s*=\s*(["']?)(.*?)\1\s*(?:,\s*(?:flags|message)\s*=.*)?$""", re.DOTALL)
_NOT_ECMA = re.compile(r"\(\?[^:=!]|[*+?}]\+|\{,|\\[^bBdDwWsSntrfv0-9.*+?^$|()\[\]{}/\\-]|\[\[|&&")
"""Of Java's regular expressions what JavaScript's (and so JSON Schema's) lack: flags, possessive quantifiers, …"""
_DEEPEST = 50
"""How many groups a pattern may open; Python's own compiler gives up on far deeper ones."""


def constrained(schema: Schema, options: Iterable[Option]) -> Schema:
    """The schema of an attribute with what its options say; an option that can't hold for the type changes nothing."""
    kind = schema.get("type")
    if not isinstance(kind, str):
        return schema
    result = schema.copy()
    for option in options:
        if not option.negated:
            result.update(_keywords(kind, option))
    return result


def _keywords(kind: JsonType, option: Option) -> Schema:
    value = option.value or ""
    match option.name:
        case "notEmpty" | "notBlank":
            return _size(kind, Decimal(1), None)
        case "size" | "length":
            return _size(kind, *_bounds(value))
        case "range":
            return _range(kind, *_bounds(value))
        case "min" | "decimalMin":
            return _range(kind, _number(value), None)
        case "max" | "decimalMax":
            return _range(kind, None, _number(value))
        case _:
            return _text(option.name, value) if kind == "string" else {}


def _size(kind: JsonType, low: Decimal | None, high: Decimal | None) -> Schema:
    least = None if low is None else max(0, int(low))
    most = None if high is None else max(0, int(high))
    match kind:
        case "string":
            return _present({"minLength": least, "maxLength": most})
        case "array":
            return _present({"minItems": least, "maxItems": most})
        case _:
            return {}


def _range(kind: JsonType, low: Decimal | None, high: Decimal | None) -> Schema:
    if kind in ("integer", "number"):
        return _present({"minimum": _shortest(low), "maximum": _shortest(high)})
    return {}


def _text(option: str, value: str) -> Schema:
    match option:
        case "email":
            return {"format": "email"}
        case "url":
            return {"format": "uri"}
        case "pattern":
            return _pattern(value)
        case _:
            return {}


def _pattern(value: str) -> Schema:
    """Bean Validation matches the whole value, JSON Schema a part of it: hence the anchors."""
    keyed = _REGEXP.match(value)
    pattern = (keyed[2] if keyed else value).strip()
    if not pattern or pattern.count("(") > _DEEPEST or _NOT_ECMA.search(pattern):
        return {}
    try:
        re.compile(pattern)
    except (re.error, OverflowError):
        return {}
    return {"pattern": f"^(?:{pattern})$"}


def _bounds(value: str) -> tuple[Decimal | None, Decimal | None]:
    """`min=1,max=4`, `1,4`, or a greatest value alone."""
    if keyed := dict(_KEYED.findall(value)):
        return _number(keyed.get("min", "")), _number(keyed.get("max", ""))
    low, high = (["", "", *_NUMBER.findall(value)])[-2:]
    return _number(low), _number(high)


def _number(text: str) -> Decimal | None:
    """A number, perhaps with a message after a comma."""
    number = text.partition(",")[0].strip()
    return Decimal(number) if _NUMBER.fullmatch(number) else None


def _shortest(number: Decimal | None) -> float | None:
    """Whole numbers exactly, as long as they may be; JSON has no other type for the rest than float."""
    if number is None:
        return None
    return int(number) if number == number.to_integral_value() else _finite(float(number))


def _finite(number: float) -> float | None:
    return number if isfinite(number) else None


def _present(keywords: Mapping[str, float | None]) -> Schema:
    return cast("Schema", {keyword: number for keyword, number in keywords.items() if number is not None})
