"""Consumers must not be moved from calls to messages, or back, without changing with their provider."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ctxmap.analyses.uses import Use
from ctxmap.breaking import Break, Comparison, Severity, rule
from ctxmap.model.elements import Async, Batch, Sync

_WORDS = {Sync: "synchronous calls", Async: "messages", Batch: "bulk transfers"}


@rule(Severity.ERROR)
def check(comparison: Comparison) -> Iterator[Break]:
    """One finding for each provider and consumer that communicated in one way, and do in other ways only now."""
    before, now = _by_pair(comparison.old_uses), _by_pair(comparison.uses_now)
    for (provider, consumer), uses in before.items():
        after = now.get((comparison.name(provider), comparison.name(consumer)), [])
        old, new = _ways(uses), _ways(after)
        if old and new and not set(old) & set(new):
            at = comparison.between(provider, consumer) or comparison.place(provider)
            yield Break(
                at=at,
                message=f'"{comparison.name(consumer)}" used "{comparison.name(provider)}" by {_listed(old)}, '
                f"uses it by {_listed(new)} now",
                element=provider,
                hits=(consumer,),
                hint="offer both until the consumer has moved",
            )


def _by_pair(uses: Sequence[Use]) -> dict[tuple[str, str], list[Use]]:
    found: dict[tuple[str, str], list[Use]] = {}
    for use in uses:
        found.setdefault((use.provider, use.consumer), []).append(use)
    return found


def _ways(uses: Sequence[Use]) -> list[str]:
    return list(dict.fromkeys(_WORDS[type(use.terms)] for use in uses if use.terms))


def _listed(ways: Sequence[str]) -> str:
    return " and ".join(ways)
