"""Quantities that are written as text: durations and percentages."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ctxmap.model.elements import Duration, Percentage, Rate
from ctxmap.model.link.body import Body, text_of
from ctxmap.model.link.resolver import Resolver
from ctxmap.syntax.tree import Value

_DURATION = r"\s*([0-9]+(?:\.[0-9]+)?)\s*(ms|s|min|h|d|w)\s*"
_RATE = r"\s*([1-9][0-9]*)\s*/\s*(ms|s|min|h|d|w)\s*"
_PERCENTAGE = r"\s*([0-9]+(?:\.[0-9]+)?)\s*%\s*"
_SECONDS = {"ms": 0.001, "s": 1.0, "min": 60.0, "h": 3600.0, "d": 86_400.0, "w": 604_800.0}
_SHORT = ("ms", "s", "min", "h")
_LONG = (*_SHORT, "d", "w")


def duration_of(resolver: Resolver, body: Body, key: str) -> Duration | None:
    """How long something may take, at most hours."""
    return _duration(resolver, body.value(key), _SHORT, "2 s")


def interval_of(resolver: Resolver, body: Body, key: str) -> Duration | None:
    """How long it is from one time to the next, which may be days or weeks."""
    return _duration(resolver, body.value(key), _LONG, "1 d")


def rate_of(resolver: Resolver, body: Body, key: str) -> Rate | None:
    """How many of something in which time span."""
    value = body.value(key)
    if value is None:
        return None
    found = re.fullmatch(_RATE, text_of(value))
    if not found:
        _report(resolver, value, "rate", 'write a number and a unit of time, such as "100/s"')
        return None
    return Rate(at=resolver.span(value), calls=int(found[1]), seconds=_SECONDS[found[2]], text=text_of(value))


def number_of(body: Body, key: str) -> int | None:
    """The integer that an attribute gives."""
    text = body.text(key)
    return int(text) if text.isdecimal() else None


def _duration(resolver: Resolver, value: Value | None, units: Sequence[str], example: str) -> Duration | None:
    if value is None:
        return None
    found = re.fullmatch(_DURATION, text_of(value))
    if not found or found[2] not in units:
        *others, last = units
        _report(resolver, value, "duration", f'write a number and {", ".join(others)} or {last}, such as "{example}"')
        return None
    return Duration(at=resolver.span(value), seconds=float(found[1]) * _SECONDS[found[2]], text=text_of(value))


def percentage_of(resolver: Resolver, body: Body, key: str) -> Percentage | None:
    """The share of time that an attribute gives."""
    value = body.value(key)
    if value is None:
        return None
    found = re.fullmatch(_PERCENTAGE, text_of(value))
    if not found or float(found[1]) > 100:
        _report(resolver, value, "percentage", 'write a number from 0 to 100, with a point, and %, such as "99.95%"')
        return None
    return Percentage(at=resolver.span(value), value=float(found[1]), text=text_of(value))


def _report(resolver: Resolver, value: Value, what: str, hint: str) -> None:
    resolver.report("malformed-value", value, f'"{text_of(value)}" is not a {what}', hint=hint)
