"""Which column each box stands in: lines run from lower to higher columns wherever the graph has no circle.

Circles are opened by the heuristic of Eades, Lin and Smyth (1993): sources first, sinks last, and between them whatever
has most lines leaving against arriving. Every box then begins as far left as it can, and moves to the right, together
with what it pushes along, as long as that makes lines shorter (Nikolov and Tarassov, 2006). What stands alone fills the
emptiest columns, and a graph deeper than a wall is wide runs back and forth like a snake. What stands in one column,
such as the contexts round a hub, may be dealt out to several.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import ceil, sqrt

from ctxmap.layout.graph import Area, Graph

DEEPEST = 14
"""Columns of boxes; more than fit on a wall side by side."""

Arc = tuple[str, str]


def ranks(graph: Graph, deepest: int = DEEPEST, tallest: int = 0) -> dict[str, int]:
    """The column of each box, counted from 0, in no more columns than `deepest`.

    With `tallest`, a column of more boxes than that is dealt out to several.
    """
    arcs = list(dict.fromkeys((line.tail.box, line.head.box) for line in graph.lines if line.tail.box != line.head.box))
    place = {name: i for i, name in enumerate(_sequence([box.id for box in graph.boxes], arcs))}
    forward = dict.fromkeys((min(arc, key=place.__getitem__), max(arc, key=place.__getitem__)) for arc in arcs)
    joined = {name for arc in forward for name in arc}
    found = _shortened(_longest_paths([name for name in place if name in joined], forward), forward)
    if tallest:
        found = _dealt_out(graph, found, tallest)
    return _with_loners(graph, {name: _folded(rank, deepest) for name, rank in found.items()})


def _sequence(names: Sequence[str], arcs: Sequence[Arc]) -> list[str]:
    """The boxes in an order that few arcs run against."""
    before, after = _neighbours(arcs)
    arriving = {name: len(before[name]) for name in names}
    leaving = {name: len(after[name]) for name in names}
    left, right, remaining = list[str](), list[str](), dict.fromkeys(names)
    while remaining:
        sinks = [name for name in remaining if not leaving[name]]
        sources = [name for name in remaining if leaving[name] and not arriving[name]]
        if not (sinks or sources):
            sources = [max(remaining, key=lambda name: leaving[name] - arriving[name])]
        left += sources
        right[:0] = sinks
        for name in sinks + sources:
            del remaining[name]
            leaving |= {tail: leaving[tail] - 1 for tail in before[name]}
            arriving |= {head: arriving[head] - 1 for head in after[name]}
    return left + right


def _longest_paths(sequence: Iterable[str], arcs: Iterable[Arc]) -> dict[str, int]:
    """How many arcs the longest path to each box has; the sequence has tails before heads."""
    before, _ = _neighbours(arcs)
    found: dict[str, int] = {}
    for name in sequence:
        found[name] = max((found[tail] + 1 for tail in before[name]), default=0)
    return found


def _shortened(found: dict[str, int], arcs: Iterable[Arc]) -> dict[str, int]:
    """The ranks with boxes moved to the right wherever more arcs leave what moves than arrive there."""
    before, after = _neighbours(arcs)
    promising = [name for name in reversed(found) if len(after[name]) > len(before[name])]
    moved = True
    while moved:
        moved = False
        for name in promising:
            group = _pushed(name, found, after)
            leaving = sum(head not in group for each in group for head in after[each])
            arriving = sum(tail not in group for each in group for tail in before[each])
            if leaving > arriving:
                moved = True
                found |= {each: found[each] + 1 for each in group}
    return found


def _pushed(name: str, found: Mapping[str, int], after: Mapping[str, Sequence[str]]) -> set[str]:
    """The box with all that must move along if it moves by one."""
    group, waiting = {name}, [name]
    while waiting:
        here = waiting.pop()
        close = [head for head in after[here] if head not in group and found[head] == found[here] + 1]
        group.update(close)
        waiting += close
    return group


def _neighbours(arcs: Iterable[Arc]) -> tuple[Mapping[str, list[str]], Mapping[str, list[str]]]:
    """What stands before each box, and what stands after it."""
    before: defaultdict[str, list[str]] = defaultdict(list)
    after: defaultdict[str, list[str]] = defaultdict(list)
    for tail, head in arcs:
        after[tail].append(head)
        before[head].append(tail)
    return before, after


def _dealt_out(graph: Graph, found: Mapping[str, int], tallest: int) -> dict[str, int]:
    """The ranks with crowded ones over several columns; what shares an area stays together as far as it can."""
    together = [name for group in _groups(graph.areas) for name in group]
    order = {name: i for i, name in enumerate((*together, *(box.id for box in graph.boxes)))}
    dealt: dict[str, int] = {}
    first = 0
    for rank in sorted(set(found.values())):
        names = sorted((name for name, own in found.items() if own == rank), key=order.__getitem__)
        columns = ceil(len(names) / tallest)
        dealt |= {name: first + i * columns // len(names) for i, name in enumerate(names)}
        first += columns
    return dealt


def _folded(rank: int, deepest: int) -> int:
    back_and_forth = rank % (2 * deepest - 2)
    return min(back_and_forth, 2 * deepest - 2 - back_and_forth)


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
