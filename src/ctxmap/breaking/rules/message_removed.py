"""An event that others receive, or a command that they send, must not go away before they leave."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.breaking import Break, Comparison, Severity, Used, broken, rule
from ctxmap.breaking.announced import severity_of_removal


@rule(Severity.ERROR)
def check(comparison: Comparison) -> Iterator[Break]:
    """Events and commands of contexts that are still there."""
    for used in comparison.used:
        provider = comparison.provider(used)
        if used.kind not in ("EVENT", "COMMAND") or not used.old or not provider:
            continue
        if used.new and used.new.name == used.name:
            continue
        verb, word = ("publishes", "event") if used.kind == "EVENT" else ("takes", "command")
        yield broken(
            used,
            comparison.place(used.element),
            f'"{provider.name}" no longer {verb} the {word} "{used.name}"{_called_now(used)}',
            hint="keep it until nobody uses it, or announce the removal with `deprecated` and a date",
            severity=severity_of_removal(comparison, used.old),
        )


def _called_now(used: Used) -> str:
    """A message with another name is another message: consumers tell messages by their names."""
    return f', which is called "{used.new.name}" now' if used.new else ""
