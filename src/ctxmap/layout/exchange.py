"""How often lines cross in this order, and neighbours that change places where that saves crossings.

Two neighbours that change places leave all crossings as they are but those of their own lines with each other, so only
these are counted. Hops from several ports of one node don't cross, as ports can be put in order; the ports that several
hops share stand in the middle of what they are joined to.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from ctxmap.layout.shelves import Shelf

_ROUNDS = 6
_PART = 1e-6
"""Of a node's height in a column, how much the order of its ports counts."""
Port = tuple[str, Sequence[str]]
"""A port: its node, and all that the port is joined to."""
Joined = Mapping[str, Sequence[Port]]
"""For each node the ports that it is joined to in the column before it, or in the one after it."""


def crossings(pairs: Iterable[tuple[Port, Port]], index: Mapping[str, int]) -> int:
    """How many hops of a channel cross, if everything stands in its column at its index."""
    return inversions([(_height(left, index), _height(right, index)) for left, right in pairs])


def crossing(pairs: Iterable[tuple[Port, Port]], index: Mapping[str, int]) -> set[tuple[str, str]]:
    """The hops of a channel that cross another, each by the nodes that it joins."""
    hops = sorted(((_height(a, index), _height(b, index)), (a[0], b[0])) for a, b in pairs)
    crossed = (pair for pair in combinations(hops, 2) if pair[0][0][1] > pair[1][0][1])
    return {hop for pair in crossed for _, hop in pair}


def _height(port: Port, index: Mapping[str, int]) -> float:
    """Where a port is: at the index of its node, and among its ports in the middle of what it is joined to."""
    node, joined = port
    return index[node] + _PART * _middle(joined, index)


def _middle(joined: Sequence[str], index: Mapping[str, int]) -> float:
    return index[joined[0]] if len(joined) == 1 else sum([index[each] for each in joined]) / len(joined)


def inversions(hops: Iterable[tuple[float, float]]) -> int:
    """How many pairs cross: they stand the other way round on the right than on the left."""
    seen: list[float] = []
    count = 0
    for _, right in sorted(hops):
        count += len(seen) - bisect_right(seen, right)
        insort(seen, right)
    return count


class Exchange:
    """Lets neighbours in columns change places while that saves crossings; two areas stay in their order.

    `columns` are the shelves of each column, `index` where in its column everything is, which is kept up to date.
    """

    def __init__(self, columns: Sequence[Sequence[Shelf]], sides: Sequence[Joined], index: dict[str, int]) -> None:
        self.columns = [[shelf for shelf in column if len(shelf.entries) > 1] for column in columns]
        self.sides = sides
        self.index = index
        self.settled: set[tuple[tuple[str, ...], ...]] = set()

    def run(self, orders: list[tuple[str, ...]]) -> None:
        """Until nothing is gained, for a few rounds; the orders of the columns are kept up to date."""
        waiting = set(range(len(orders)))
        for _ in range(_ROUNDS):
            changed = {i for i in sorted(waiting) if self._within(i, orders)}
            waiting = {i + step for i in changed for step in (-1, 0, 1) if 0 <= i + step < len(orders)}
            if not waiting:
                break

    def _within(self, i: int, orders: list[tuple[str, ...]]) -> bool:
        """Whether something changed places in a column; an order in which nothing did before is left as it is."""
        around = tuple(orders[max(0, i - 1) : i + 2])
        if around in self.settled:
            return False
        neighbours = _Neighbours(self.sides, self.index)
        changed = [shelf for shelf in self.columns[i] if neighbours.exchanged(shelf)]
        if changed:
            orders[i] = tuple(sorted(orders[i], key=self.index.__getitem__))
        else:
            self.settled.add(around)
        return bool(changed)


class _Neighbours:
    """What stands in one column, while nothing else moves; `index` is kept up to date."""

    def __init__(self, sides: Sequence[Joined], index: dict[str, int]) -> None:
        self.sides = sides
        self.index = index
        self.known: dict[str, list[list[int]]] = {}

    def exchanged(self, shelf: Shelf) -> bool:
        """Whether something changed places with its neighbour on a shelf."""
        entries, changed = shelf.entries, False
        for i in range(len(entries) - 1):
            one, other = entries[i], entries[i + 1]
            if not (isinstance(one, Shelf) and isinstance(other, Shelf)) and self._gain(one, other) > 0:
                entries[i], entries[i + 1] = other, one
                self._turn(_nodes(one), _nodes(other))
                changed = True
        return changed

    def _turn(self, ones: Sequence[str], others: Sequence[str]) -> None:
        """What stood above now stands below."""
        for name in ones:
            self.index[name] += len(others)
        for name in others:
            self.index[name] -= len(ones)

    def _gain(self, one: str | Shelf, other: str | Shelf) -> int:
        """How many crossings it saves that two neighbours change places."""
        gain, shared = 0, False
        for upper, lower in zip(self._near(one), self._near(other), strict=True):
            if upper and lower:
                shared = shared or not (upper[-1] < lower[0] or lower[-1] < upper[0])
                gain += _passing(upper, lower) - _passing(lower, upper)
        return gain + self._gain_at_shared_ports(_nodes(one), _nodes(other)) if shared else gain

    def _gain_at_shared_ports(self, ones: Sequence[str], others: Sequence[str]) -> int:
        """The same where both are joined to one node, by ports of which several hops share at least one."""
        pairs = [
            (upper[1], lower[1])
            for side in self.sides
            for lower in (port for name in others for port in side[name])
            for upper in (port for name in ones for port in side[name])
            if upper[0] == lower[0] and upper is not lower and len(upper[1]) + len(lower[1]) > 2
        ]
        if not pairs:
            return 0
        before = sum(_middle(upper, self.index) > _middle(lower, self.index) for upper, lower in pairs)
        self._turn(ones, others)
        after = sum(_middle(upper, self.index) < _middle(lower, self.index) for upper, lower in pairs)
        self._turn(others, ones)
        return before - after

    def _near(self, entry: str | Shelf) -> list[list[int]]:
        """For both sides, where in its column everything is that a node or area is joined to."""
        key = entry if isinstance(entry, str) else entry.area
        if key not in self.known:
            names = _nodes(entry)
            self.known[key] = [sorted([self.index[p[0]] for name in names for p in side[name]]) for side in self.sides]
        return self.known[key]


def _nodes(entry: str | Shelf) -> Sequence[str]:
    return entry.nodes if isinstance(entry, Shelf) else (entry,)


def _passing(upper: Sequence[int], lower: Sequence[int]) -> int:
    """How many hops cross if what is joined to the places `upper` stands above what is joined to `lower`."""
    if upper[-1] <= lower[0]:
        return 0
    count = i = 0
    for place in upper:
        while i < len(lower) and lower[i] < place:
            i += 1
        count += i
    return count
