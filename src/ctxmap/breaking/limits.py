"""The limits that a JSON Schema sets to numbers, texts, lists and objects, and how a message tells them."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf
from typing import Any

BOUNDS = frozenset({"minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum"})
COUNTS = frozenset({"minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"})
COUNTED = (
    ("minLength", "maxLength", "characters"),
    ("minItems", "maxItems", "items"),
    ("minProperties", "maxProperties", "members"),
)


def lowest(schema: Mapping[str, Any]) -> tuple[float, bool]:
    """The lowest number that there may be, and whether it is only approached."""
    return max((schema.get("minimum", -inf), False), (schema.get("exclusiveMinimum", -inf), True))


def highest(schema: Mapping[str, Any]) -> tuple[float, bool]:
    """The highest number that there may be, and whether it is reached."""
    return min((schema.get("maximum", inf), True), (schema.get("exclusiveMaximum", inf), False))


def range_of(schema: Mapping[str, Any]) -> str:
    """The range of a number in words: `at least 0 and below 100`."""
    (low, is_above), (high, is_reached) = lowest(schema), highest(schema)
    ends = [
        f"{'above' if is_above else 'at least'} {low}" if low != -inf else "",
        f"{'at most' if is_reached else 'below'} {high}" if high != inf else "",
    ]
    return " and ".join(filter(None, ends)) or "any number"


def counted(schema: Mapping[str, Any], low: str, high: str) -> str:
    """A number of characters, items or members in words: `at most 9`."""
    fewest, most = schema.get(low, 0), schema.get(high)
    if fewest == most:
        return str(fewest)
    ends = (f"at least {fewest}" if fewest else "", f"at most {most}" if most is not None else "")
    return " and ".join(filter(None, ends)) or "any number of"
