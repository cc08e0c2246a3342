"""The cleaning step: labels and bends moved so that lines run straight, wherever there is room for it.

The shortest lines may have two small jogs where one would do. And a label is higher than its line is thick: the line
may enter and leave it a little above or below its middle.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, product
from math import inf

from ctxmap.layout.arrangement import Arrangement
from ctxmap.layout.regions import Region
from ctxmap.layout.skeleton import Node, Skeleton, Stop

_SLACK = {"label": 0.1, "bend": 0.1, "box": 0.0}
"""How far from its place at a node a line may enter it."""
_SWEEPS = 4
_NUDGES = (4, -4, 8, -8, 12, -12)
"""Steps that take a line out of another's way."""
_CLEAR = 4
"""What stays free between a line and the edge of an area that it isn't in."""


def straighten(arrangement: Arrangement, regions: Sequence[Region]) -> Arrangement:
    """The arrangement with labels and bends level with what they are joined to.

    What is level already moves together, as far as the narrowest room among it allows.
    """
    skeleton, middles = arrangement.skeleton, dict(arrangement.middles)
    offsets = skeleton.offsets(arrangement.ports)
    neighbours = _neighbours(skeleton, middles)
    joined = _joined(skeleton)
    for _ in range(_SWEEPS):
        before = dict(middles)
        for run in _runs(skeleton, middles, joined):
            rooms = [(middles[name], *_room(skeleton.nodes[name], neighbours[name], middles, regions)) for name in run]
            up, down = max(low - here for here, low, _ in rooms), min(high - here for here, _, high in rooms)
            ends = [
                (
                    middles[stop.node] + offsets.get(stop, 0) - middles[name] - skeleton.nodes[name].line,
                    _SLACK[skeleton.nodes[name].kind],
                )
                for name in run
                for stop in joined[name]
                if stop.node not in run
            ]
            step = _best_step(ends, up, down)
            middles |= {name: middles[name] + step for name in run}
        if middles == before:
            break
    return arrangement.moved(middles)


def _best_step(ends: Sequence[tuple[float, float]], up: float, down: float) -> float:
    """How far to move a run, of which each end misses its partner by so much, and may miss it by so much."""
    wishes = [miss for miss, _ in ends] + ([sum(miss for miss, _ in ends) / len(ends)] if ends else [])
    possible = [0.0, *(wish for wish in wishes if up <= wish <= down)]
    return max(possible, key=lambda step: (sum(abs(miss - step) <= slack for miss, slack in ends), -abs(step)))


def _runs(
    skeleton: Skeleton, middles: Mapping[str, float], joined: Mapping[str, Sequence[Stop]]
) -> Iterator[list[str]]:
    """Labels and bends, together with those that they are level with."""
    seen: set[str] = set()
    heights = {name: round(middle + skeleton.nodes[name].line, 3) for name, middle in middles.items()}
    for name in sorted(joined, key=lambda name: skeleton.nodes[name].column):
        run, waiting = list[str](), [name]
        while waiting:
            here = waiting.pop()
            if here not in seen:
                seen.add(here)
                run.append(here)
                waiting += [s.node for s in joined[here] if not s.key and heights[s.node] == heights[here]]
        if run:
            yield run


def nudge(arrangement: Arrangement, regions: Sequence[Region], clashes: Iterable[tuple[Stop, Stop]]) -> Arrangement:
    """The arrangement with one of each two clashing stops moved out of the other's way, where there is room."""
    skeleton, middles = arrangement.skeleton, dict(arrangement.middles)
    neighbours = _neighbours(skeleton, middles)
    for clash in clashes:
        nodes = (skeleton.nodes[stop.node] for stop in clash)
        free = [node for node in nodes if node.kind != "box"]
        for node, step in product(sorted(free, key=lambda node: node.kind), _NUDGES):
            low, high = _room(node, neighbours[node.id], middles, regions)
            if low <= middles[node.id] + step <= high:
                middles[node.id] += step
                break
    return arrangement.moved(middles)


def levelled(arrangement: Arrangement, regions: Sequence[Region]) -> dict[Stop, float]:
    """The heights with lines entering labels at the height at which they come, where that is near the middle.

    A line that turns does so over as much as is free, from where it comes to where it goes.
    """
    skeleton, heights = arrangement.skeleton, arrangement.heights
    level = dict(heights)
    for hop in skeleton.hops:
        for stop, other in (hop, hop[::-1]):
            if not stop.key and abs(heights[stop] - heights[other]) <= _SLACK[skeleton.nodes[stop.node].kind]:
                level[stop] = heights[other]
    return level | dict(_turning(arrangement, regions))


def _turning(arrangement: Arrangement, regions: Sequence[Region]) -> Iterator[tuple[Stop, float]]:
    """The ends of each turn, level with what they are joined to where nothing stands between and the label is near."""
    skeleton, middles, heights = arrangement.skeleton, arrangement.middles, arrangement.heights
    partners = {stop: other for hop in skeleton.hops for stop, other in (hop, hop[::-1]) if stop.key}
    neighbours = _neighbours(skeleton, middles)
    for (name, _), ports in arrangement.ports.items():
        node, middle = skeleton.nodes[name], middles[name]
        if node.kind == "box":
            continue
        low, high = _room(node, neighbours[name], middles, regions)
        upper, lower = (heights[partners[port]] for port in ports)
        free = (
            low - node.half <= upper <= min(heights[ports[0]], middle + node.half),
            high + node.half >= lower >= max(heights[ports[1]], middle - node.half),
        )
        yield from ((port, place) for port, place, is_free in zip(ports, (upper, lower), free, strict=True) if is_free)


def _joined(skeleton: Skeleton) -> dict[str, list[Stop]]:
    """What each label and bend is joined to, before and after it; those where lines turn stay where they are."""
    joined: defaultdict[str, list[Stop]] = defaultdict(list)
    for left, right in skeleton.hops:
        for stop, other in ((left, right), (right, left)):
            if not stop.key:
                joined[stop.node].append(other)
    return dict(joined)


def _neighbours(skeleton: Skeleton, middles: Mapping[str, float]) -> dict[str, tuple[Node | None, Node | None]]:
    """For each node, the nodes above and below it in its column."""
    columns: defaultdict[int, list[Node | None]] = defaultdict(lambda: [None])
    for node in sorted(skeleton.nodes.values(), key=lambda node: middles[node.id]):
        columns[node.column].append(node)
    found: dict[str, tuple[Node | None, Node | None]] = {}
    for column in columns.values():
        for (above, node), (_, below) in pairwise(pairwise([*column, None])):
            if node:
                found[node.id] = (above, below)
    return found


def _room(
    node: Node, neighbours: tuple[Node | None, Node | None], middles: Mapping[str, float], regions: Sequence[Region]
) -> tuple[float, float]:
    """From where to where a node's middle may move without meeting its neighbours or the edge of an area."""
    above, below = neighbours
    low = middles[above.id] + (above.across + node.across) / 2 if above else -inf
    high = middles[below.id] - (below.across + node.across) / 2 if below else inf
    for region in regions:
        if not region.first <= node.column <= region.last:
            continue
        if region.area.id in node.areas:
            low, high = max(low, region.inner[0] + node.half), min(high, region.inner[1] - node.half)
        elif middles[node.id] < region.upper:
            high = min(high, region.upper - _CLEAR - node.half)
        else:
            low = max(low, region.lower + _CLEAR + node.half)
    return low, high
