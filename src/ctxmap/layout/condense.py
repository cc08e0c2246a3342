"""Fewer columns: neighbouring ones put together, so that a wide picture is narrower and higher.

Of all ways to cut the columns into so many groups, the one is taken that keeps the groups of one size, few lines inside
a group, where they have to turn, and few lines over several. It is found by dynamic programming over the cuts.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from math import inf

from ctxmap.layout.graph import Graph

_SIZE = 0.2
"""What the square of the number of boxes in a group costs."""
_TURN = 3.0
"""What a line inside a group costs."""
_SPAN = 0.3
"""What it costs that a line goes on from one group to the next."""


def condensed(graph: Graph, ranks: Mapping[str, int], columns: int) -> dict[str, int]:
    """The ranks in so many columns, no more than there are."""
    count = 1 + max(ranks.values())
    sizes = [0] * count
    for rank in ranks.values():
        sizes[rank] += 1
    arcs = {(line.tail.box, line.head.box) for line in graph.lines if line.tail.box != line.head.box}
    spans = sorted(tuple(sorted((ranks[tail], ranks[head]))) for tail, head in arcs)

    @cache
    def group(first: int, behind: int) -> float:
        inside = sum(first <= low and high < behind for low, high in spans)
        entering = sum(low < first <= high for low, high in spans)
        return _SIZE * sum(sizes[first:behind]) ** 2 + _TURN * inside + _SPAN * entering

    @cache
    def cheapest(groups: int, behind: int) -> tuple[float, tuple[int, ...]]:
        """What the best groups of the columns before one cost, and where they begin."""
        if not groups:
            return (inf if behind else 0.0), ()
        options = (
            (cost + group(first, behind), (*begins, first))
            for first in range(groups - 1, behind)
            for cost, begins in [cheapest(groups - 1, first)]
        )
        return min(options, default=(inf, ()))

    begins = cheapest(columns, count)[1]
    return {name: sum(rank >= first for first in begins) - 1 for name, rank in ranks.items()}
