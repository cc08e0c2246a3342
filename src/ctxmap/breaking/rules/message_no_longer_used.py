"""An event that nobody receives any more, or a command that nobody sends, can go."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.breaking import Break, Comparison, Severity, broken, rule


@rule(Severity.INFO)
def check(comparison: Comparison) -> Iterator[Break]:
    """Messages that are still declared."""
    for used in comparison.used:
        if used.kind in ("EVENT", "COMMAND") and used.new and not comparison.is_used_now(used):
            what = "receives the event" if used.kind == "EVENT" else "sends the command"
            yield broken(
                used,
                comparison.place(used.element),
                f'nobody {what} "{used.name}" any more',
                hint="remove it once no deployed version of its consumers uses it",
            )
