"""Which of several arrangements of a graph is drawn.

Usually it runs from left to right, in as many columns as its longest way has boxes. Where its text would be too small
to be read, others are tried: a long chain runs back and forth, a crowd is dealt out to several columns, neighbouring
columns are put together, or everything runs from top to bottom. A guess at the sizes says which to try; at most four
are laid out. What can be read and has few crossings is drawn, if it is clearly better than usual.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from math import ceil, log

from ctxmap.layout.chains import skeleton
from ctxmap.layout.check import crossings
from ctxmap.layout.condense import condensed
from ctxmap.layout.frames import is_good, scale, worth
from ctxmap.layout.graph import Graph
from ctxmap.layout.layered import GAIN, laid_out
from ctxmap.layout.placed import Layout
from ctxmap.layout.ranks import ranks
from ctxmap.layout.skeleton import Skeleton
from ctxmap.vocabulary import Direction

_LARGE = 80
"""Boxes. Only one way of laying out so many is tried."""
_TRIES = 4
"""How many other arrangements are laid out."""
_HOPE = 0.85
"""How much smaller than the best so far a guess may be for an arrangement to be tried."""
_HOPELESS = 0.6
"""Of what is good enough; what is smaller can't be read however it is laid out."""
_SHAPE = 1.2
"""How much wider than high a picture had best be."""
_CHAIN = 4
_FAN = 2
"""How far from that shape a chain or a fan is. What is nearer stays as it is, so that small edits move little."""
_SPREAD = 1.6
"""What lines to the columns behind add to the height of a column that is dealt out."""
_MOST_COLUMNS = 8
_BETWEEN_ROWS = 20
"""Pixels between the rows of a chain."""
_CHANNEL = 16, 7, 2.5
"""A guess at the room between two columns, in pixels: beside boxes, beside labels, and for each line."""
_LOOSE: Mapping[Direction, tuple[float, float]] = {"LEFT_TO_RIGHT": (1.09, 1.6), "TOP_TO_BOTTOM": (1.16, 1.6)}
"""How much more than its parts a picture takes along and across: medians of many maps."""

Ranks = Mapping[str, int]


def lay_out(graph: Graph) -> Layout:
    """Where everything of a graph stands."""
    if not graph.boxes:
        return Layout((0, 0), {}, (), {}, {})
    direction, placed = graph.direction or "LEFT_TO_RIGHT", ranks(graph)
    usual = laid_out(graph, placed, direction)
    if is_good(usual, graph.frame) or len(graph.boxes) > _LARGE:
        return usual
    wrapped = _wrapped(graph, placed, usual, direction)
    if wrapped and wrapped != placed:
        return _better(graph, usual, laid_out(graph, wrapped, direction))
    best, fewest = usual, crossings(usual)
    for guess, other, way in _condensed(graph, placed, direction)[:_TRIES]:
        if guess < max(_HOPE * scale(best.size, graph.frame), _HOPELESS * graph.frame.good):
            break
        best = _better(graph, best, laid_out(graph, other, way))
        if is_good(best, graph.frame) and crossings(best) <= fewest:
            break
    return best


def _better(graph: Graph, one: Layout, other: Layout) -> Layout:
    """The one, unless the other is clearly better."""
    return other if worth(other, graph.frame) > GAIN * worth(one, graph.frame) else one


def _condensed(graph: Graph, placed: Ranks, direction: Direction) -> list[tuple[float, Ranks, Direction]]:
    """The graph in fewer columns or in another direction, each with a guess at its scale, the most hopeful first."""
    columns = 1 + max(placed.values())
    options: list[tuple[float, Ranks, Direction]] = []
    ways: tuple[Direction, ...] = (graph.direction,) if graph.direction else ("LEFT_TO_RIGHT", "TOP_TO_BOTTOM")
    for way in ways:
        for count in range(columns - (way == direction), 1, -1):
            fewer = condensed(graph, placed, count)
            options.append((_guess(graph, skeleton(graph, fewer, way, hug=True)), fewer, way))
    # Guesses that are about the same leave the order as it is: along the usual direction first, in many columns first.
    return sorted(options, key=lambda option: -round(option[0] / graph.frame.good, 1))


def _guess(graph: Graph, bones: Skeleton) -> float:
    """About how large a skeleton can be read, at most as large as is good enough."""
    sizes: defaultdict[int, float] = defaultdict(float)
    across: Counter[int] = Counter()
    for node in bones.nodes.values():
        sizes[node.column] = max(sizes[node.column], node.along)
        across[node.column] += ceil(node.across)
    beside_box, beside_label, line = _CHANNEL
    last = max(sizes)
    along = sum(sizes.values()) + line * len(list(bones.hops)) + last * beside_box
    along += sum(beside_label for column in range(last) if sizes[column | 1])
    loose = _LOOSE[bones.direction]
    along, wide = loose[0] * along, loose[1] * max(across.values())
    size = (along, wide) if bones.direction == "LEFT_TO_RIGHT" else (wide, along)
    return min(scale(size, graph.frame), graph.frame.good)


def _wrapped(graph: Graph, placed: Ranks, layout: Layout, direction: Direction) -> Ranks | None:
    """A long chain in fewer columns, and a crowd in more."""
    along, across = layout.size if direction == "LEFT_TO_RIGHT" else layout.size[::-1]
    shape = _SHAPE if direction == "LEFT_TO_RIGHT" else 1 / _SHAPE
    columns = 1 + max(placed.values())
    if along > _CHAIN * shape * across:
        return ranks(graph, _fewer(columns, along, across, shape))
    if across > _FAN * shape * along:
        crowd = max(Counter(placed.values()).values())
        for times in range(2, _MOST_COLUMNS + 1):
            if along / columns * (columns + times - 1) >= _SPREAD * shape * across / times:
                return ranks(graph, tallest=ceil(crowd / times))
    return None


def _fewer(columns: int, along: float, across: float, shape: float) -> int:
    """In how many columns a chain comes nearest to a shape as it runs back and forth."""

    def miss(fewer: int) -> float:
        rows = ceil(columns / (fewer - 1))
        return abs(log(along * fewer / columns / (rows * (across + _BETWEEN_ROWS) * shape)))

    return min(range(2, columns + 1), key=miss)
