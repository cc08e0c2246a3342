"""Which column each box stands in: lines run from lower to higher columns wherever the graph has no circle.

Circles are opened by the heuristic of Eades, Lin and Smyth (1993): sources first, sinks last, and between them whatever
has most lines leaving against arriving. Graphviz then finds the columns that make the lines shortest. What stands alone
fills the emptiest columns, and a graph deeper than a wall is wide runs back and forth like a snake.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from math import ceil, sqrt

from ctxmap.layout.engine import places
from ctxmap.layout.graph import Area, Graph

_DEEPEST = 14
"""Columns of boxes; more than fit on a wall side by side."""
_STEP = 72
"""Points from one rank to the next in Graphviz."""

Arc = tuple[str, str]


def ranks(graph: Graph) -> dict[str, int]:
    """The column of each box, counted from 0.

    Raises NoEngineError where there is no Graphviz.
    """
    arcs = list(dict.fromkeys((line.tail.box, line.head.box) for line in graph.lines if line.tail.box != line.head.box))
    names = [box.id for box in graph.boxes]
    place = {name: i for i, name in enumerate(_sequence(names, arcs))}
    forward = dict.fromkeys((min(arc, key=place.__getitem__), max(arc, key=place.__getitem__)) for arc in arcs)
    found = _shortest(names, forward) if forward else {}
    linked = {name: _folded(rank) for name, rank in found.items() if any(name in arc for arc in forward)}
    return _with_loners(graph, linked)


def _sequence(names: Sequence[str], arcs: Sequence[Arc]) -> list[str]:
    """The boxes in an order that few arcs run against."""
    left, right, remaining, open_arcs = list[str](), list[str](), dict.fromkeys(names), set(arcs)
    while remaining:
        leaving, arriving = Counter(tail for tail, _ in open_arcs), Counter(head for _, head in open_arcs)
        sinks = [name for name in remaining if not leaving[name]]
        sources = [name for name in remaining if leaving[name] and not arriving[name]]
        best = max(remaining, key=lambda name: leaving[name] - arriving[name])
        left += sources or ([] if sinks else [best])
        right[:0] = sinks
        for name in sinks + (sources or ([] if sinks else [best])):
            del remaining[name]
        open_arcs = {arc for arc in open_arcs if arc[0] in remaining and arc[1] in remaining}
    return left + right


def _shortest(names: Sequence[str], arcs: Mapping[Arc, None]) -> dict[str, int]:
    number = {name: i for i, name in enumerate(names)}
    edges = (f"n{number[tail]} -> n{number[head]};" for tail, head in arcs)
    nodes = (f"n{i};" for i in number.values())
    frame = 'digraph { ranksep=0.8; splines=none; node [shape=box fixedsize=true width=0.2 height=0.2 label=""];'
    found = places("\n".join((frame, *nodes, *edges, "}")))
    top = max(y for _, y in found.values())
    return {name: round((top - found[f"n{i}"][1]) / _STEP) for name, i in number.items()}


def _folded(rank: int) -> int:
    back_and_forth = rank % (2 * _DEEPEST - 2)
    return min(back_and_forth, 2 * _DEEPEST - 2 - back_and_forth)


def _with_loners(graph: Graph, linked: Mapping[str, int]) -> dict[str, int]:
    """Boxes without lines go beside those of their area; areas and crowds without any go where there is most room."""
    placed = dict(linked)
    wide = max((1 + rank for rank in linked.values()), default=ceil(sqrt(len(graph.boxes))))
    rows = Counter(linked.values())
    for group in (*_groups(graph.areas), _outside(graph)):
        loners = [name for name in group if name not in placed]
        if not loners:
            continue
        beside = [placed[name] for name in group if name in placed]
        columns = _span(beside, len(group), wide, rows)
        taken = Counter(beside)
        for name in loners:
            placed[name] = min(columns, key=lambda column: (taken[column], column))
            taken[placed[name]] += 1
        rows.update(placed[name] for name in loners)
    return placed


def _span(beside: Sequence[int], size: int, wide: int, rows: Mapping[int, int]) -> range:
    """The columns for a group of this size, some of which may stand in columns already."""
    if beside:
        return range(min(beside), max(beside) + 1)
    across = min(wide, ceil(sqrt(size)))
    first = min(range(wide - across + 1), key=lambda first: max(rows.get(first + i, 0) for i in range(across)))
    return range(first, first + across)


def _groups(areas: Sequence[Area]) -> Iterator[Sequence[str]]:
    for area in areas:
        yield area.boxes
        yield from _groups(area.areas)


def _outside(graph: Graph) -> list[str]:
    inside = {name for group in _groups(graph.areas) for name in group}
    return [box.id for box in graph.boxes if box.id not in inside]
