"""How often lines cross in this order, and neighbours that change places where that saves crossings."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from ctxmap.layout.shelves import Shelf

_ROUNDS = 6
_PART = 1e-6
"""Of a node's height in a column, how much the order of its ports counts."""
Port = tuple[str, Sequence[str]]
"""A port: its node, and all that the port is joined to."""
Joined = Mapping[str, Sequence[Port]]
"""For each node the ports that it is joined to in the column before it, or in the one after it."""


def crossings(channels: Iterable[Iterable[tuple[Port, Port]]], index: Mapping[str, int]) -> int:
    """How many hops cross, channel by channel, if everything stands in its column at its index.

    Hops from several ports of one node don't cross, as ports can be put in order; hops from one port may cross others.
    """
    return sum(inversions([(height(a, index), height(b, index)) for a, b in pairs]) for pairs in channels)


def height(port: Port, index: Mapping[str, int]) -> float:
    """Where a port is: at the index of its node, and among its ports in the middle of what it is joined to."""
    node, joined = port
    middle = index[joined[0]] if len(joined) == 1 else sum([index[each] for each in joined]) / len(joined)
    return index[node] + _PART * middle


def inversions(hops: Iterable[tuple[float, float]]) -> int:
    """How many pairs cross: they stand the other way round on the right than on the left."""
    seen: list[float] = []
    count = 0
    for _, right in sorted(hops):
        count += len(seen) - bisect_right(seen, right)
        insort(seen, right)
    return count


def exchange(columns: Sequence[Shelf], sides: Sequence[Joined], index: dict[str, int]) -> None:
    """Let neighbours change places while that saves crossings; two areas stay in their order."""
    waiting = set(range(len(columns)))
    for _ in range(_ROUNDS):
        changed: set[int] = set()
        for i in sorted(waiting):
            names = columns[i].nodes
            near = [{name: sorted([height(port, index) for port in side[name]]) for name in names} for side in sides]
            if [shelf for shelf in columns[i].all if _exchanged(shelf, near)]:
                index |= {name: i for i, name in enumerate(columns[i].nodes)}
                changed.add(i)
        waiting = {i + step for i in changed for step in (-1, 0, 1) if 0 <= i + step < len(columns)}
        if not waiting:
            break


def refine(columns: Sequence[Shelf], channels: Sequence[Sequence[tuple[Port, Port]]], index: dict[str, int]) -> None:
    """The same for nodes alone, with ports taken into account; slow, for small graphs."""
    for i, column in enumerate(columns):
        beside = channels[max(0, i - 1) : i + 1]
        fewest = crossings(beside, index)
        for shelf in column.all:
            for at, (one, other) in enumerate(pairwise(list(shelf.entries))):
                if not fewest:
                    break
                if isinstance(one, str) and isinstance(other, str) and shelf.entries[at] == one:
                    index[one], index[other] = index[other], index[one]
                    count = crossings(beside, index)
                    if count < fewest:
                        shelf.entries[at : at + 2] = other, one
                        fewest = count
                    else:
                        index[one], index[other] = index[other], index[one]


Near = Sequence[Mapping[str, Sequence[float]]]
"""For both sides: where in its column everything is that a node is joined to."""


def _exchanged(shelf: Shelf, near: Near) -> bool:
    """Whether something changed places with its neighbour."""
    entries, changed = shelf.entries, False
    for i in range(len(entries) - 1):
        one, other = entries[i], entries[i + 1]
        if not (isinstance(one, Shelf) and isinstance(other, Shelf)) and _gain(one, other, near) > 0:
            entries[i], entries[i + 1] = other, one
            changed = True
    return changed


def _gain(one: str | Shelf, other: str | Shelf, near: Near) -> int:
    """How many crossings it saves that two neighbours change places."""
    gain = 0
    for side in near:
        upper, lower = _of(one, side), _of(other, side)
        if upper and lower:
            gain += _passing(upper, lower) - _passing(lower, upper)
    return gain


def _of(entry: str | Shelf, side: Mapping[str, Sequence[float]]) -> Sequence[float]:
    return sorted([i for name in entry.nodes for i in side[name]]) if isinstance(entry, Shelf) else side[entry]


def _passing(upper: Sequence[float], lower: Sequence[float]) -> int:
    """How many hops cross if what is joined to the places `upper` stands above what is joined to `lower`."""
    if upper[-1] <= lower[0]:
        return 0
    count = i = 0
    for place in upper:
        while i < len(lower) and lower[i] < place:
            i += 1
        count += i
    return count
