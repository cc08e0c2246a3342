"""Where across everything stands, given the order: things as close as they may be, lines as short as can be.

A linear programme: the sum of what lines rise and of the heights of areas is to be least, while things keep apart.
Graphviz solves it with a network simplex; here blocks of what runs straight move up and down in turn, each with those
that it has to push along, as long as that is a gain.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from graphlib import TopologicalSorter
from itertools import pairwise
from math import inf

from ctxmap.layout.alignment import aligned
from ctxmap.layout.arrangement import Arrangement
from ctxmap.layout.push import Blocks, push
from ctxmap.layout.rows import Edge, Spacing, Thing, row
from ctxmap.layout.shelves import Shelf
from ctxmap.layout.skeleton import Hop, Ports, Skeleton, Stop

_SWEEPS = 12
_TIGHT = 12
"""How much more than the length of a line it counts how much room all take across, where room is scarce."""

Seats = Mapping[Thing, tuple[int, float]]
"""The block that each thing is part of, and how far below the block's place its own is."""


def arranged(skeleton: Skeleton, columns: Sequence[Shelf], room: float = inf) -> Arrangement:
    """The arrangement of a skeleton whose columns stand in this order.

    Where straight lines would take more than `room` across, as many as need be have a bend.
    """
    rows = [list(row(column)) for column in columns]
    ports = _sorted_ports(skeleton, rows)
    offsets = skeleton.offsets(ports)
    spacing = Spacing(skeleton)
    straight = _fitted(aligned(skeleton, rows), lambda hops: _blocks(rows, hops, offsets, spacing), room)
    blocks, seats = _blocks(rows, straight, offsets, spacing)
    _join(blocks, [hop for hop in skeleton.hops if hop not in straight], seats, offsets)
    if room < inf:
        upper, lower = (seats[Edge("", side)][0] for side in ("upper", "lower"))
        for _ in range(_TIGHT):
            blocks.draw_together(upper, lower, 0)
    _settle(blocks)
    middles = {name: blocks.places[seats[name][0]] + seats[name][1] for name in skeleton.nodes}
    return Arrangement(skeleton, middles, ports)


def _blocks(
    rows: Sequence[Sequence[Thing]], straight: Iterable[Hop], offsets: Mapping[Stop, float], spacing: Spacing
) -> tuple[Blocks, Seats]:
    seats = _seats(rows, straight, offsets)
    blocks = Blocks(1 + max(block for block, _ in seats.values()))
    _keep_apart(blocks, rows, seats, spacing)
    return blocks, seats


def _fitted(
    straight: Mapping[Hop, float], blocks_of: Callable[[Iterable[Hop]], tuple[Blocks, Seats]], room: float
) -> list[Hop]:
    """Of the hops that could run straight, those that do within the room."""
    if room == inf:
        return list(straight)
    kept = dict(straight)
    bent: dict[Hop, float] = {}
    while True:
        blocks, seats = blocks_of(kept)
        path, size = _longest(blocks)
        in_the_way = {hop: weight for hop, weight in kept.items() if seats[hop.left.node][0] in path}
        if size <= room or not in_the_way:
            break
        loose = min(in_the_way, key=in_the_way.__getitem__)
        bent[loose] = kept.pop(loose)
    least = max(size, room)
    for hop in sorted(bent, key=bent.__getitem__, reverse=True):
        again = [each for each in straight if each in kept or each == hop]
        if _longest(blocks_of(again)[0])[1] <= least:
            kept[hop] = bent[hop]
    return [hop for hop in straight if hop in kept]


def _longest(blocks: Blocks) -> tuple[set[int], float]:
    """The blocks that decide how much room all take across, and how much that is."""
    graph = {i: [above for above, _ in found] for i, found in enumerate(blocks.above)}
    low, via = [0.0] * len(graph), [-1] * len(graph)
    for i in TopologicalSorter(graph).static_order():
        for above, least in blocks.above[i]:
            if low[above] + least > low[i]:
                low[i], via[i] = low[above] + least, above
    here = max(range(len(low)), key=low.__getitem__)
    size, path = low[here], set[int]()
    while here >= 0:
        path.add(here)
        here = via[here]
    return path, size


def _sorted_ports(skeleton: Skeleton, rows: Sequence[Sequence[Thing]]) -> Ports:
    """The ports of every side in the order of what they are joined to."""
    index = {thing: i for each in rows for i, thing in enumerate(each)}
    partners: defaultdict[Stop, list[int]] = defaultdict(list)
    for left, right in skeleton.hops:
        partners[left].append(index[right.node])
        partners[right].append(index[left.node])
    mean = {stop: sum(found) / len(found) for stop, found in partners.items()}
    return {side: tuple(sorted(stops, key=mean.__getitem__)) for side, stops in skeleton.ports.items()}


def _seats(rows: Sequence[Sequence[Thing]], straight: Iterable[Hop], offsets: Mapping[Stop, float]) -> Seats:
    after: dict[Thing, Hop] = {hop.left.node: hop for hop in straight}
    seats: dict[Thing, tuple[int, float]] = {}
    blocks = 0
    for thing in (thing for each in rows for thing in each):
        if thing in seats:
            continue
        seats[thing] = block, shift = blocks, 0.0
        hop = after.get(thing)
        while hop:
            shift += offsets.get(hop.left, 0) - offsets.get(hop.right, 0)
            seats[hop.right.node] = block, shift
            hop = after.get(hop.right.node)
        blocks += 1
    return seats


def _keep_apart(blocks: Blocks, rows: Sequence[Sequence[Thing]], seats: Seats, spacing: Spacing) -> None:
    apart: dict[tuple[int, int], float] = {}
    for upper, lower in (pair for each in rows for pair in pairwise(each)):
        (above, here), (below, there) = seats[upper], seats[lower]
        least = spacing.between(upper, lower) + here - there
        apart[above, below] = max(apart.get((above, below), -inf), least)
    for (above, below), least in apart.items():
        blocks.keep_apart(above, below, least)


def _join(blocks: Blocks, hops: Iterable[Hop], seats: Seats, offsets: Mapping[Stop, float]) -> None:
    for left, right in hops:
        (one, here), (other, there) = seats[left.node], seats[right.node]
        if one != other:
            blocks.draw_together(one, other, there + offsets.get(right, 0) - here - offsets.get(left, 0))
    for edge, (block, _) in seats.items():
        if isinstance(edge, Edge) and edge.side == "upper":
            blocks.draw_together(block, seats[Edge(edge.area, "lower")][0], 0)


def _settle(blocks: Blocks) -> None:
    """Begin in the middle of the room that there is, and push until nothing is gained."""
    graph = {i: [above for above, _ in found] for i, found in enumerate(blocks.above)}
    downwards = list(TopologicalSorter(graph).static_order())
    low, high = [0.0] * len(downwards), [0.0] * len(downwards)
    for i in downwards:
        low[i] = max((low[above] + least for above, least in blocks.above[i]), default=0.0)
    for i in reversed(downwards):
        high[i] = min((high[below] - least for below, least in blocks.below[i]), default=max(low))
    blocks.places = [(a + b) / 2 for a, b in zip(low, high, strict=True)]
    for _ in range(_SWEEPS):
        risen = [push(blocks, i, -1) for i in downwards]
        fallen = [push(blocks, i, 1) for i in reversed(downwards)]
        if not any(risen + fallen):
            break
