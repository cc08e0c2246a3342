"""An aggregate that is exposed to others must not go away before they have stopped using it."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.breaking import Break, Comparison, Severity, broken, rule
from ctxmap.breaking.announced import severity_of_removal


@rule(Severity.ERROR)
def check(comparison: Comparison) -> Iterator[Break]:
    """Aggregates, and data that is transferred in bulk, of contexts that are still there."""
    for used in comparison.used:
        provider = comparison.provider(used)
        if used.kind in ("AGGREGATE", "DATA") and used.old and not used.new and provider:
            yield broken(
                used,
                comparison.place(used.element),
                f'"{provider.name}" no longer has "{used.name}", which it exposes',
                hint="keep it until nobody uses it, or announce the removal with `deprecated` and a date",
                severity=severity_of_removal(comparison, used.old),
            )
