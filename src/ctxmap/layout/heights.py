"""Where across everything stands, given the order: things as close as they may be, lines as short as can be.

A linear programme: the sum of what lines rise and of the heights of areas is to be least, while things keep apart.
Graphviz solves it with a network simplex; here blocks of what runs straight move up and down in turn, each with those
that it has to push along, as long as that is a gain.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
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

Seats = Mapping[Thing, tuple[int, float]]
"""The block that each thing is part of, and how far below the block's place its own is."""


def arranged(skeleton: Skeleton, columns: Sequence[Shelf]) -> Arrangement:
    """The arrangement of a skeleton whose columns stand in this order."""
    rows = [list(row(column)) for column in columns]
    ports = _sorted_ports(skeleton, rows)
    offsets = skeleton.offsets(ports)
    straight = dict.fromkeys(aligned(skeleton, rows))
    seats = _seats(rows, straight, offsets)
    blocks = Blocks(1 + max(block for block, _ in seats.values()))
    _keep_apart(blocks, rows, seats, Spacing(skeleton))
    _join(blocks, [hop for hop in skeleton.hops if hop not in straight], seats, offsets)
    _settle(blocks)
    middles = {name: blocks.places[seats[name][0]] + seats[name][1] for name in skeleton.nodes}
    return Arrangement(skeleton, middles, ports)


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
