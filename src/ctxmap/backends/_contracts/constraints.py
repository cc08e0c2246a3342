"""What CML says of an attribute's values (`size = "min=1,max=4"`, `email`, …) as keywords of JSON Schema.

The options are Sculptor's, and mean what Bean Validation (Jakarta) means by them. What JSON Schema has no keyword for
is said in the description, so that nothing is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, cast

from ctxmap.backends._contracts.primitives import DECIMAL
from ctxmap.backends._contracts.prose import prose
from ctxmap.backends._contracts.schema import Schema
from ctxmap.model.elements import Option

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,3})?")
_KEYED = re.compile(rf"(min|max|value)\s*=\s*\"?({_NUMBER.pattern})")
_DIGITS = re.compile(r"(integer|fraction)\s*=\s*(\d+)")
_REGEXP = re.compile(r"""^\s*regexp\s*=\s*([\"']?)(.*?)\1\s*(?:,\s*(?:flags|message)\s*=.*)?$""", re.DOTALL)
_NOT_ECMA = re.compile(r"\(\?[^:=!]|[*+?}]\+|\{,|\\[^bBdDwWsSntrfv0-9.*+?^$|()\[\]{}/\\-]|\[\[|&&")
"""Of Java's regular expressions what JavaScript's (and so JSON Schema's) lack: flags, possessive quantifiers, …"""
_DEEPEST = 50
"""How many groups a pattern may open; Python's own compiler gives up on far deeper ones."""
_LEAST = {"string": "minLength", "array": "minItems", "integer": "minimum", "number": "minimum"}
_MOST = {"string": "maxLength", "array": "maxItems", "integer": "maximum", "number": "maximum"}
_SIZED = ("string", "array")
_COUNTED = ("integer", "number")
_SAID = {
    "past": "It is in the past.",
    "future": "It is in the future.",
    "creditCardNumber": "It is the number of a credit card.",
}
_CONSTRAINTS = frozenset(_SAID) | {
    *("notEmpty", "notBlank", "size", "length", "range", "min", "max", "decimalMin", "decimalMax", "digits"),
    *("pattern", "email", "url"),
}


def constrained(schema: Schema, options: Iterable[Option]) -> Schema:
    """The schema of an attribute with what its options say; several bounds hold together."""
    kind = schema.get("type")
    if not isinstance(kind, str):
        return schema
    result, notes = schema, list[str]()
    for option in options:
        if option.negated or option.name not in _CONSTRAINTS:
            continue
        keywords = _keywords(result, option)
        if keywords is None:
            notes.append(_note(option))
        else:
            result = _narrowed(result, keywords)
    return {**result, "description": prose(" ".join((result.get("description", ""), *notes)))} if notes else result


def _keywords(schema: Schema, option: Option) -> Schema | None:
    """What an option says in keywords; None if they can't say it."""
    kind, value = str(schema.get("type")), option.value or ""
    is_sized = kind in _SIZED and not _is_decimal(schema)
    found: Schema | None = None
    match option.name:
        case "notEmpty" | "notBlank" if is_sized:
            found = _within(kind, Decimal(1), None)
        case "size" | "length" if is_sized:
            found = _within(kind, *_bounds(value))
        case "range" | "min" | "max" | "decimalMin" | "decimalMax" if kind in _COUNTED:
            found = _within(kind, *_limits(option))
        case "pattern" if kind == "string" and "pattern" not in schema:
            found = _pattern(_regexp(value))
        case "email" | "url" if kind == "string" and "format" not in schema:
            found = {"format": "email" if option.name == "email" else "uri"}
        case _:
            pass
    return found


def _within(kind: str, low: Decimal | None, high: Decimal | None) -> Schema | None:
    """Bounds of a number, or of a length; None if there are none, or one that JSON can't say exactly."""
    bounds = {keyword: bound for keyword, bound in ((_LEAST[kind], low), (_MOST[kind], high)) if bound is not None}
    exact = {keyword: _exact(bound) for keyword, bound in bounds.items()}
    if not exact or None in exact.values():
        return None
    if kind in _SIZED:
        return cast("Schema", {keyword: max(0, int(bound)) for keyword, bound in bounds.items()})
    return cast("Schema", exact)


def _narrowed(schema: Schema, keywords: Schema) -> Schema:
    """Both together: of two bounds, the narrower one."""
    old, new = cast("dict[str, Any]", schema), cast("dict[str, Any]", keywords)
    tighter = {
        keyword: (max if keyword in _LEAST.values() else min)(old[keyword], value)
        for keyword, value in new.items()
        if keyword in old and keyword in (*_LEAST.values(), *_MOST.values())
    }
    return cast("Schema", {**old, **new, **tighter})


def _pattern(pattern: str) -> Schema | None:
    """Bean Validation matches the whole value, JSON Schema a part of it: hence the anchors."""
    if not pattern or pattern.count("(") > _DEEPEST or _NOT_ECMA.search(pattern):
        return None
    try:
        re.compile(pattern)
    except (re.error, OverflowError):
        return None
    return {"pattern": f"^(?:{pattern})$" if "|" in pattern else f"^{pattern.removeprefix('^').removesuffix('$')}$"}


def _note(option: Option) -> str:
    """What has no keyword, as a sentence."""
    value = option.value or ""
    if option.name in _SAID:
        return _SAID[option.name]
    if option.name == "pattern":
        return f"It matches the regular expression `{_regexp(value)}`, as Java reads it."
    if digits := dict(_DIGITS.findall(value)) if option.name == "digits" else {}:
        before, after = digits.get("integer", 0), digits.get("fraction", 0)
        return f"It has at most {before} digits before the point and {after} after it."
    low, high = _limits(option)
    bounds = ((f"It is at least {low}.", low), (f"It is at most {high}.", high))
    if said := [text for text, bound in bounds if bound is not None]:
        return " ".join(said)
    return f"The map says of it: `{option.name}{f' = {value}' if value else ''}`."


def _is_decimal(schema: Schema) -> bool:
    """Whether it is a decimal number that travels as text."""
    return schema.get("pattern") == DECIMAL


def _regexp(value: str) -> str:
    keyed = _REGEXP.match(value)
    return (keyed[2] if keyed else value).strip()


def _limits(option: Option) -> tuple[Decimal | None, Decimal | None]:
    value = option.value or ""
    match option.name:
        case "range":
            return _bounds(value)
        case "min" | "decimalMin":
            return _number(value), None
        case "max" | "decimalMax":
            return None, _number(value)
        case _:
            return None, None


def _bounds(value: str) -> tuple[Decimal | None, Decimal | None]:
    """`min=1,max=4`, `1,4`, or a greatest value alone."""
    if keyed := dict(_KEYED.findall(value)):
        return _number(keyed.get("min", "")), _number(keyed.get("max", ""))
    low, high = (["", "", *_NUMBER.findall(value)])[-2:]
    return _number(low), _number(high)


def _number(text: str) -> Decimal | None:
    """A number, perhaps as `value=…`, perhaps with a message after a comma."""
    keyed = dict(_KEYED.findall(text))
    number = str(keyed.get("value", text.partition(",")[0])).strip()
    return Decimal(number) if _NUMBER.fullmatch(number) else None


def _exact(number: Decimal) -> float | None:
    """Whole numbers as they are; any other only if a float, the only other number of JSON, has the same digits."""
    if number == number.to_integral_value():
        return int(number)
    return float(number) if Decimal(repr(float(number))) == number else None
