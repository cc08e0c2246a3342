"""Lanes between two columns: where each line changes its height, so that lines cross no more than they must.

Lines of one kind that leave one port share a lane, and part from it as branches from a trunk. Two lanes of which one
stands left of the other cross as often as the right end of the one, or the left end of the other, has to pass the
other's lane; all pairs together decide the order. Lanes whose heights keep apart share a track.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

import msgspec

from ctxmap.layout.skeleton import Hop, Stop

_APART = 8
"""Pixels that two lanes on one track keep free between them."""
_LEVEL = 0.1
"""A hop that rises less is drawn straight, and needs no lane."""
_SAME_HEIGHT = 4
"""Two lines closer than this would look like one."""
_ON_TOP = 100_000
"""So many crossings are better than two lines on top of each other."""


class Lane(msgspec.Struct, frozen=True, eq=False):
    """One vertical run: the hops that it serves, the heights where they come in and go out, and its ends."""

    hops: tuple[Hop, ...]
    left: tuple[float, ...]
    right: tuple[float, ...]
    upper: float
    lower: float


def tracks(hops: Mapping[Hop, str], heights: Mapping[Stop, float]) -> list[list[Lane]]:
    """The lanes for the hops of one channel, given with their kinds, track by track from left to right."""
    return _packed(_ordered(_lanes(hops, heights)))


def clashes(channel: Sequence[Sequence[Lane]]) -> Iterator[tuple[Stop, Stop]]:
    """Pairs of stops, right and left of a channel, whose lines would lie on top of each other for a stretch."""
    for i, track in enumerate(channel):
        for left, right in product(track, (lane for later in channel[i + 1 :] for lane in later)):
            for a, b in product(left.hops, right.hops):
                if abs(left.right[left.hops.index(a)] - right.left[right.hops.index(b)]) < _SAME_HEIGHT:
                    yield a.right, b.left


def _lanes(hops: Mapping[Hop, str], heights: Mapping[Stop, float]) -> list[Lane]:
    steep = {hop: kind for hop, kind in hops.items() if abs(heights[hop.left] - heights[hop.right]) >= _LEVEL}
    arriving = Counter((hop.right, kind) for hop, kind in steep.items())
    trunks: defaultdict[tuple[Stop, str], list[Hop]] = defaultdict(list)
    for hop, kind in steep.items():
        shared = hop.right if arriving[hop.right, kind] > 1 else hop.left
        trunks[shared, kind].append(hop)
    return [_lane(hops, heights) for hops in trunks.values()]


def _lane(hops: Sequence[Hop], heights: Mapping[Stop, float]) -> Lane:
    left, right = tuple(heights[hop.left] for hop in hops), tuple(heights[hop.right] for hop in hops)
    return Lane(tuple(hops), left, right, min(left + right), max(left + right))


def _ordered(lanes: list[Lane]) -> list[Lane]:
    """Each lane in turn moved to where it costs least, until nothing gets better."""
    order = sorted(lanes, key=lambda lane: (sum(lane.right) - sum(lane.left), lane.upper, lane.lower))
    cost = {(a, b): _cost(a, b) for a in order for b in order if a is not b}
    for _ in range(3):
        before = list(order)
        for lane in before:
            order.remove(lane)
            order.insert(_cheapest(lane, order, cost), lane)
        if order == before:
            break
    return _untangled(order, cost)


def _untangled(order: Sequence[Lane], cost: Mapping[tuple[Lane, Lane], int]) -> list[Lane]:
    """The order with every lane right of those that would lie on it otherwise, unless they go round in a circle."""
    waiting = {lane: {other for other in order if other is not lane and cost[lane, other] >= _ON_TOP} for lane in order}
    found: list[Lane] = []
    while waiting:
        lane = next((each for each, first in waiting.items() if not first), next(iter(waiting)))
        del waiting[lane]
        for first in waiting.values():
            first.discard(lane)
        found.append(lane)
    return found


def _cheapest(lane: Lane, order: Sequence[Lane], cost: Mapping[tuple[Lane, Lane], int]) -> int:
    here = sum(cost[lane, other] for other in order)
    best, best_cost = 0, here
    for i, other in enumerate(order):
        here += cost[other, lane] - cost[lane, other]
        if here < best_cost:
            best, best_cost = i + 1, here
    return best


def _cost(left: Lane, right: Lane) -> int:
    """What it costs that one lane stands left of the other."""
    if left.lower < right.upper - _SAME_HEIGHT or right.lower < left.upper - _SAME_HEIGHT:
        return 0
    crossings = sum(_inside(height, right) for height in left.right) + sum(
        _inside(height, left) for height in right.left
    )
    on_top = sum(abs(a - b) < _SAME_HEIGHT for a in left.right for b in right.left)
    return crossings + _ON_TOP * on_top


def _inside(height: float, lane: Lane) -> bool:
    return lane.upper - _LEVEL < height < lane.lower + _LEVEL


def _packed(lanes: Sequence[Lane]) -> list[list[Lane]]:
    found: list[list[Lane]] = []
    for lane in lanes:
        needed = 1 + max(
            (i for i, track in enumerate(found) if not all(_apart(lane, other) for other in track)), default=-1
        )
        if needed == len(found):
            found.append([])
        found[needed].append(lane)
    return found


def _apart(a: Lane, b: Lane) -> bool:
    return a.upper > b.lower + _APART or b.upper > a.lower + _APART
