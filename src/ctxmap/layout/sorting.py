"""Columns while they are being sorted: what stands where, and how it moves to where it is joined to.

Places are kept, not only the order: what stands alone in a column needn't stand at its top. Areas reach over several
columns, so those inside the same one stand in one order wherever they meet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from ctxmap.layout.exchange import Exchange, Joined, Port, crossing, crossings
from ctxmap.layout.isotonic import nondecreasing
from ctxmap.layout.regions import walk
from ctxmap.layout.shelves import Shelf, shelves
from ctxmap.layout.skeleton import Skeleton, Stop

_TILT = 0.02
"""How far the ports of a node lean towards what they are joined to, so that what shares one stands together."""
_LIGHT = 0.1
"""What a wish to stay weighs, against a wish to be near what one is joined to."""


class Snapshot(msgspec.Struct, frozen=True):
    """An order to come back to."""

    entries: Sequence[tuple[Shelf, Sequence[str | Shelf]]]
    places: Mapping[str, float]
    ranks: Mapping[str, float]


class Sorting:
    """The columns of a skeleton, with everything as near as may be to where it wishes to be across."""

    def __init__(self, skeleton: Skeleton, wishes: Mapping[str, float]) -> None:
        self.skeleton = skeleton
        self.columns = shelves(skeleton)
        self.channels = _channels(skeleton)
        self.sides = _joined(skeleton, self.channels)
        self.members = _members(skeleton)
        self.ranks: dict[str, float] = {area.id: i for i, (area, _) in enumerate(walk(skeleton.areas))}
        self.places: dict[str, float] = dict(wishes)
        self.index: dict[str, int] = {}
        self.orders: list[tuple[str, ...]] = [()] * len(self.columns)
        self.parts = [list(column.all) for column in self.columns]
        self._exchange = Exchange(self.parts, self.sides, self.index)
        self._counted: list[dict[tuple[tuple[str, ...], tuple[str, ...]], int]] = [{} for _ in self.channels]
        for i, column in enumerate(self.columns):
            self._sort(column, wishes)
            self._stack(i, wishes, {})

    @property
    def crossings(self) -> int:
        """How many hops cross."""
        return sum(map(self._crossings_behind, range(len(self.channels))))

    def _crossings_behind(self, column: int) -> int:
        """How many hops cross behind a column; counted once for each order of two columns."""
        order = self.orders[column], self.orders[column + 1]
        known = self._counted[column].get(order)
        if known is None:
            known = self._counted[column][order] = crossings(self.channels[column], self.index)
        return known

    @property
    def tangled(self) -> set[str]:
        """The nodes on lines of which a hop crosses another, and the areas that these are in."""
        hops = {
            hop
            for column, channel in enumerate(self.channels)
            if self._crossings_behind(column)
            for hop in crossing(channel, self.index)
        }
        walks = self.skeleton.walks.values()
        lines = [walk for walk in walks if any((s.hop.left.node, s.hop.right.node) in hops for s in walk)]
        names = {stop.node for walk in lines for step in walk for stop in step.hop}
        return names | {area for name in names for area in self.skeleton.nodes[name].areas}

    @property
    def badness(self) -> tuple[int, float]:
        """How many hops cross, and how far they run across."""
        places, pairs = self.places, (pair for channel in self.channels for pair in channel)
        return self.crossings, sum(abs(places[left] - places[right]) for (left, _), (right, _) in pairs)

    def snapshot(self) -> Snapshot:
        """What `restore` takes."""
        entries = [(shelf, tuple(shelf.entries)) for column in self.parts for shelf in column]
        return Snapshot(entries, dict(self.places), dict(self.ranks))

    def restore(self, snapshot: Snapshot) -> None:
        """Everything as it was."""
        for shelf, entries in snapshot.entries:
            shelf.entries = list(entries)
        self.places, self.ranks = dict(snapshot.places), dict(snapshot.ranks)
        self._number()

    def rank_areas(self) -> None:
        """Areas in the order of the middles of what is in them, in every column."""
        self.ranks = {
            area: sum(self.places[name] for name in members) / len(members) for area, members in self.members.items()
        }
        for column in self.columns:
            self._sort(column, self.places)
        self._number()

    def _number(self) -> None:
        """Where everything is in its column, as its shelves have it."""
        self.orders[:] = [tuple(column.nodes) for column in self.columns]
        self.index.update((name, i) for order in self.orders for i, name in enumerate(order))

    def sweep(self, *, backwards: bool) -> None:
        """Column by column, everything goes to where it is joined to in the column before, or else behind."""
        count = len(self.columns)
        if backwards:
            self._follow(range(count - 2, -1, -1), self.sides[1])
        else:
            self._follow(range(1, count), self.sides[0])
        self.exchange()

    def exchange(self) -> None:
        """Neighbours change places where that saves crossings."""
        self._exchange.run(self.orders)

    def is_box(self, name: str) -> bool:
        """Whether it is an area or a box."""
        return name in self.members or self.skeleton.nodes[name].kind == "box"

    def is_no_label(self, name: str) -> bool:
        """Whether it is an area, a box or a bend."""
        return name in self.members or self.skeleton.nodes[name].kind != "label"

    def swap(self, one: str, other: str) -> None:
        """Two nodes or areas change places; columns on both sides follow."""
        ones, others = self.members.get(one, (one,)), self.members.get(other, (other,))
        far = self._middle(others) - self._middle(ones)
        wishes = self.places | {name: self.places[name] + far for name in ones}
        wishes |= {name: self.places[name] - far for name in others}
        if one in self.ranks and other in self.ranks:
            self.ranks[one], self.ranks[other] = self.ranks[other], self.ranks[one]
        moved = {self.skeleton.nodes[name].column for name in (*ones, *others)}
        for i in range(min(moved), max(moved) + 1):
            self._sort(self.columns[i], wishes)
            self._stack(i, wishes, {})
        self._follow(range(max(moved) + 1, len(self.columns)), self.sides[0])
        self._follow(range(min(moved) - 1, -1, -1), self.sides[1])
        self.exchange()

    def _middle(self, names: Sequence[str]) -> float:
        return sum(self.places[name] for name in names) / len(names)

    def _port(self, port: Port) -> float:
        """Where a port is: at its node, a little towards what it is joined to."""
        node, joined = port
        here = self.places[node]
        return here + _TILT * ((self.places[joined[0]] if len(joined) == 1 else self._middle(joined)) - here)

    def _follow(self, order: Iterable[int], joined: Joined) -> None:
        places = self.places
        for i in order:
            wishes: dict[str, float] = {}
            weights: dict[str, float] = {}
            for name in self.columns[i].nodes:
                near = joined[name]
                wishes[name] = sum([self._port(port) for port in near]) / len(near) if near else places[name]
                weights[name] = len(near) or _LIGHT
            self._sort(self.columns[i], wishes)
            self._stack(i, wishes, weights)

    def _sort(self, shelf: Shelf, wishes: Mapping[str, float]) -> None:
        """Everything on a shelf by its wish; areas in their order, where the mean wish of what they hold is."""
        if not shelf.is_nested:
            shelf.entries.sort(key=lambda entry: wishes[str(entry)])
            return
        areas = sorted(shelf.inside, key=lambda each: self.ranks[each.area])
        means: list[float] = []
        weights: list[float] = []
        for area in areas:
            self._sort(area, wishes)
            held = [wishes[name] for name in area.nodes]
            means.append(sum(held) / len(held) if held else self._middle(self.members[area.area]))
            weights.append(len(held) or _LIGHT)
        free = sorted((entry for entry in shelf.entries if isinstance(entry, str)), key=wishes.__getitem__)
        shelf.entries = _merged(free, [wishes[name] for name in free], areas, nondecreasing(means, weights))

    def _stack(self, column: int, wishes: Mapping[str, float], weights: Mapping[str, float]) -> None:
        """Everything in a column as near to its wish as others leave room."""
        names, offsets, here = self.columns[column].nodes, list[float](), 0.0
        self.orders[column] = tuple(names)
        for name in names:
            across = self.skeleton.nodes[name].across
            offsets.append(here + across / 2)
            here += across
        levels = nondecreasing(
            [wishes[name] - offset for name, offset in zip(names, offsets, strict=True)],
            [weights.get(name, 1) for name in names],
        )
        for i, name in enumerate(names):
            self.index[name] = i
            self.places[name] = levels[i] + offsets[i]


def _merged(
    free: Sequence[str], wishes: Sequence[float], areas: Sequence[Shelf], levels: Sequence[float]
) -> list[str | Shelf]:
    """Nodes and areas by where they wish to be, each list in its order."""
    merged: list[str | Shelf] = []
    i = 0
    for area, level in zip(areas, levels, strict=True):
        while i < len(free) and wishes[i] < level:
            merged.append(free[i])
            i += 1
        merged.append(area)
    return [*merged, *free[i:]]


def _channels(skeleton: Skeleton) -> list[list[tuple[Port, Port]]]:
    """The hops behind each column."""
    partners: defaultdict[Stop, list[str]] = defaultdict(list)
    for left, right in skeleton.hops:
        partners[left].append(right.node)
        partners[right].append(left.node)
    channels: list[list[tuple[Port, Port]]] = [[] for _ in range(max(n.column for n in skeleton.nodes.values()))]
    for left, right in skeleton.hops:
        ports = (left.node, partners[left]), (right.node, partners[right])
        channels[skeleton.nodes[left.node].column].append(ports)
    return channels


def _joined(skeleton: Skeleton, channels: Iterable[Iterable[tuple[Port, Port]]]) -> tuple[Joined, Joined]:
    before: dict[str, list[Port]] = {name: [] for name in skeleton.nodes}
    after: dict[str, list[Port]] = {name: [] for name in skeleton.nodes}
    for left, right in (pair for channel in channels for pair in channel):
        after[left[0]].append(right)
        before[right[0]].append(left)
    return before, after


def _members(skeleton: Skeleton) -> dict[str, list[str]]:
    """Everything in each area."""
    members: defaultdict[str, list[str]] = defaultdict(list)
    for node in skeleton.nodes.values():
        for area in node.areas:
            members[area].append(node.id)
    return dict(members)
