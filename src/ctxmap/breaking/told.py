"""Differences of types in the words of a message."""

from __future__ import annotations

from collections.abc import Sequence

from ctxmap.breaking.schemas import Misfit

_SHOWN = 3


def told(misfits: Sequence[Misfit]) -> str:
    """The first three, and how many more there are."""
    words = [f"{each.place or 'it'} {each.text}" for each in misfits[:_SHOWN]]
    more = f", and {len(misfits) - _SHOWN} more" if len(misfits) > _SHOWN else ""
    return ", ".join(words) + more
