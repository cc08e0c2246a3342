"""Two sequences as one, in which each keeps its order as far as both allow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

Item = TypeVar("Item")


def merged(old: Sequence[Item], new: Sequence[Item]) -> list[Item]:
    """Every item once: those of `new` in its order, and each other behind the one before it in `old`."""
    known = set(new)
    behind: dict[Item | None, list[Item]] = {}
    last: Item | None = None
    for item in old:
        if item in known:
            last = item
        else:
            behind.setdefault(last, []).append(item)
    result = behind.get(None, [])
    for item in new:
        result += [item, *behind.get(item, ())]
    return result
