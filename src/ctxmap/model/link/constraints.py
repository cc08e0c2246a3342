"""Checks the values of an attribute's constraints: numbers, sizes and patterns (`max = "10"`, `size = "min=1,max=4"`).

The options are those of Sculptor, with the meaning of Jakarta Bean Validation. The model keeps them as written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from ctxmap.model.link.resolver import Resolver
from ctxmap.syntax.tree import Setting, Text

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,3})?")
_LEAST = ("min", "decimalMin")
_MOST = ("max", "decimalMax")
_SIZES = ("size", "length")
_REGEXP = re.compile(r"""\s*regexp\s*=\s*(["']?)(.*?)\1\s*(?:,.*)?""", re.DOTALL)
_CERTAIN = ("unterminated character set", "missing )", "unbalanced parenthesis", "nothing to repeat")
"""The errors of Python's regular expressions that are errors in every other dialect too."""


def check_constraints(resolver: Resolver, options: Iterable[Setting]) -> None:
    """Report the values that are no constraint, and a minimum above its maximum."""
    bounds: dict[str, Decimal] = {}
    for option in options:
        key, value = option.key.text, next((each for each in option.values if isinstance(each, Text)), None)
        if value is None or "message" in value.value:
            continue
        if key in (*_LEAST, *_MOST):
            number = _number(value.value)
            if number is None:
                _report(resolver, value, f'"{value.value}" is not a number', 'write digits, such as "10" or "2.5"')
            elif key in _MOST and number < bounds.get("min", number):
                _report_order(resolver, value, bounds["min"], number)
            elif key in _LEAST and number > bounds.get("max", number):
                _report_order(resolver, value, number, bounds["max"])
            else:
                bounds["min" if key in _LEAST else "max"] = number
        elif key in (*_SIZES, "range"):
            _check_bounds(resolver, key, value)
        elif key == "pattern" and (why := _error_of(value.value)):
            _report(resolver, value, f'"{value.value}" is not a regular expression: {why}', "correct the pattern")


def _check_bounds(resolver: Resolver, key: str, value: Text) -> None:
    """`min=1,max=4`, `1,4` or `4`."""
    parts = [part.partition("=") for part in value.value.replace('"', "").split(",")]
    numbers = {name.strip() if equals else str(at): _number(number if equals else name)
               for at, (name, equals, number) in enumerate(parts)}  # fmt: skip
    known = [number for number in numbers.values() if number is not None]
    low, high = numbers.get("min", numbers.get("0")), numbers.get("max", numbers.get("1"))
    if len(known) < len(parts):
        hint = f'write `{key} = "min=1,max=4"`'
        _report(resolver, value, f'"{value.value}" is not a {key}', hint)
    elif key in _SIZES and min(known) < 0:
        _report(resolver, value, f'"{value.value}" is not a {key}: it is negative', "write 0 or more")
    elif low is not None and high is not None and low > high:
        _report_order(resolver, value, low, high)


def _number(text: str) -> Decimal | None:
    return Decimal(text.strip()) if _NUMBER.fullmatch(text.strip()) else None


def _error_of(pattern: str) -> str:
    """Why a pattern is wrong in every dialect of regular expressions; "" if it isn't."""
    keyed = _REGEXP.fullmatch(pattern)
    try:
        re.compile(keyed[2] if keyed else pattern)
    except re.error as error:
        return error.msg if error.msg.startswith(_CERTAIN) else ""
    except (OverflowError, RecursionError):
        return ""
    return ""


def _report_order(resolver: Resolver, value: Text, low: Decimal, high: Decimal) -> None:
    _report(resolver, value, f"the minimum {low} is greater than the maximum {high}", "swap the two")


def _report(resolver: Resolver, value: Text, message: str, hint: str) -> None:
    resolver.report("malformed-value", value, message, hint=hint)
