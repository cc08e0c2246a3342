"""Quantities that are written as text: durations and percentages."""

from __future__ import annotations

import re

from ctxmap.model.elements import Duration, Percentage
from ctxmap.model.link.body import Body, text_of
from ctxmap.model.link.resolver import Resolver
from ctxmap.syntax.tree import Value

_DURATION = r"\s*([0-9]+(?:\.[0-9]+)?)\s*(ms|s|min|h)\s*"
_PERCENTAGE = r"\s*([0-9]+(?:\.[0-9]+)?)\s*%\s*"
_SECONDS = {"ms": 0.001, "s": 1.0, "min": 60.0, "h": 3600.0}


def duration_of(resolver: Resolver, body: Body, key: str) -> Duration | None:
    """The time span that an attribute gives."""
    value = body.value(key)
    if value is None:
        return None
    found = re.fullmatch(_DURATION, text_of(value))
    if not found:
        _report(resolver, value, "duration", 'write a number and ms, s, min or h, such as "2 s"')
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
    resolver.report("malformed-value", value, f'"{text_of(value)}" is no {what}', hint=hint)
