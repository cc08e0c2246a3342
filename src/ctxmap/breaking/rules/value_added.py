"""A new value of an enumeration, or a new subtype, reaches consumers that may not know what to do with it."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.breaking import Break, Comparison, Severity, broken, rule
from ctxmap.breaking.given import given
from ctxmap.breaking.told import told


@rule(Severity.WARNING)
def check(comparison: Comparison) -> Iterator[Break]:
    """In answers, exposed roots and events."""
    for used in comparison.used:
        if used.kind == "COMMAND":
            continue
        values = [each for each in given(comparison, used) if each.is_value]
        if values:
            hint = "ask whether they pass over values that they don't know, and tell them before it is deployed"
            message = f'"{used.name}" can give something that it never gave: {told(values)}'
            yield broken(used, comparison.place(used.element), message, hint=hint)
