"""Which hops run straight: nodes in neighbouring columns that stand at one height, and so form blocks.

Between two columns it is the heaviest set of hops of which no two cross and no two share a side of a node, found as a
heaviest increasing subsequence (Brandes and Köpf, 2001, align nodes likewise, each with its median neighbour). No block
crosses another or the edge of an area, so what is above another in one column is above it in all.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence

from ctxmap.layout.rows import Edge, Thing
from ctxmap.layout.skeleton import Hop, Skeleton

_WEIGHTS = {"bend": 0.5, "label": 0.0, "box": 0.0}
"""What an end adds to the weight of a hop: long lines are straight first."""
_ONLY = 0.2
"""What it adds if nothing else docks there by a port of its own."""


def aligned(skeleton: Skeleton, rows: Sequence[Sequence[Thing]]) -> dict[Hop, float]:
    """The hops that run straight, with the columns in this order, and how much it matters that they do."""
    index = {thing: i for row in rows for i, thing in enumerate(row)}
    channels: defaultdict[int, list[Hop]] = defaultdict(list)
    for hop in skeleton.hops:
        channels[skeleton.nodes[hop.left.node].column].append(hop)
    found: dict[Hop, float] = {}
    for column, hops in channels.items():
        lefts, rights = _common_edges(rows[column], rows[column + 1])
        inside = [
            hop
            for hop in hops
            if bisect_left(lefts, index[hop.left.node]) == bisect_left(rights, index[hop.right.node])
        ]
        weights = {hop: _weight(hop, skeleton) for hop in inside}
        found |= {hop: weights[hop] for hop in _heaviest(inside, weights, index)}
    return found


def _common_edges(left: Sequence[Thing], right: Sequence[Thing]) -> tuple[list[int], list[int]]:
    """The places of edges of areas that go on from one column to the next, in both."""
    there = {thing: i for i, thing in enumerate(right) if isinstance(thing, Edge)}
    here = {thing: i for i, thing in enumerate(left) if thing in there}
    return list(here.values()), [there[thing] for thing in here if isinstance(thing, Edge)]


def _heaviest(hops: Sequence[Hop], weights: Mapping[Hop, float], index: Mapping[Thing, int]) -> list[Hop]:
    """The heaviest of the sets of hops whose ends have growing places on both sides."""
    chains: list[tuple[int, float, Hop]] = []  # the heaviest to end at or above each place on the right
    before: dict[Hop, Hop] = {}
    for hop in sorted(hops, key=lambda hop: (index[hop.left.node], -index[hop.right.node])):
        place = index[hop.right.node]
        at = bisect_left(chains, place, key=lambda chain: chain[0])
        weight = weights[hop]
        if at:
            before[hop] = chains[at - 1][2]
            weight += chains[at - 1][1]
        while at < len(chains) and chains[at][1] <= weight:
            del chains[at]
        if at == len(chains) or chains[at][0] > place:
            chains.insert(at, (place, weight, hop))
    found = [chains[-1][2]] if chains else []
    while found and found[-1] in before:
        found.append(before[found[-1]])
    return found


def _weight(hop: Hop, skeleton: Skeleton) -> float:
    weight = 1.0
    for stop in hop:
        kind = skeleton.nodes[stop.node].kind
        weight += _WEIGHTS[kind] + (_ONLY / 2 if kind == "box" or not stop.key else 0)
    return weight
