"""A bounded context that others use must not go away before they have left it."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.breaking import Break, Comparison, Severity, Used, rule
from ctxmap.breaking.announced import severity_of_removal
from ctxmap.model import index


@rule(Severity.ERROR)
def check(comparison: Comparison) -> Iterator[Break]:
    """One finding for each context, however much of it was used."""
    gone: dict[str, list[Used]] = {}
    for used in comparison.used:
        if not comparison.provider(used):
            gone.setdefault(used.provider, []).append(used)
    for provider, several in gone.items():
        context = index.contexts(comparison.old).get(provider)
        yield Break(
            at=comparison.place(provider),
            message=f'the context "{provider}" is gone',
            element=provider,
            hits=tuple(dict.fromkeys(name for used in several for name in used.consumers)),
            hint="keep it until nobody uses it, or announce the removal with `deprecated` and a date",
            severity=severity_of_removal(comparison, context),
        )
