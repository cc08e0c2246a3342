"""An operation that nobody calls any more can go: this is how a consumer leaves."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.breaking import Break, Comparison, Severity, broken, rule


@rule(Severity.INFO)
def check(comparison: Comparison) -> Iterator[Break]:
    """Operations that were named by a call, and are still declared."""
    for used in comparison.used:
        named = [use for use in used.uses if use.terms]
        if used.kind == "OPERATION" and used.new and named and not comparison.is_used_now(used):
            yield broken(
                used,
                comparison.place(used.element),
                f'nobody calls the operation "{used.name}" any more',
                hint="remove it once no deployed version of its consumers calls it",
            )
