"""Differences of types, and who is affected, in the words of a message."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ctxmap.breaking.schemas import Misfit

_SHOWN = 3


def told(misfits: Sequence[Misfit]) -> str:
    """The first three, and how many more there are."""
    words = [f"{each.place or 'it'} {each.text}" for each in misfits[:_SHOWN]]
    more = f", and {len(misfits) - _SHOWN} more" if len(misfits) > _SHOWN else ""
    return ", ".join(words) + more


def affected(contexts: Mapping[str, Sequence[str]]) -> str:
    """Contexts with their teams, at least one: `affects "Cart" (team CheckoutTeam) and "Web"`."""
    *others, last = [_with_teams(name, teams) for name, teams in contexts.items()]
    return f"affects {', '.join(others)}{' and ' if others else ''}{last}"


def _with_teams(context: str, teams: Sequence[str]) -> str:
    if not teams:
        return f'"{context}"'
    word = "team" if len(teams) == 1 else "teams"
    return f'"{context}" ({word} {", ".join(teams)})'
