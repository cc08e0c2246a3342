"""In which order things stand in their columns, and where: Graphviz's work, asked for again until the tabs agree.

The order of a box's tabs follows from where its neighbours stand, and where they stand follows from the tabs. So the
first round is without tabs, each further one with the tabs sorted by the round before. Where Graphviz ends depends on
where it begins, so all that is done twice, once from the other end. The best round counts.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from ctxmap.layout.dot import node_names, written
from ctxmap.layout.engine import NoEngineError, places
from ctxmap.layout.regions import margins
from ctxmap.layout.skeleton import Ports, Skeleton, Stop

_ROUNDS = 4


class Arrangement(msgspec.Struct, frozen=True):
    """Where across the middle of each node is, and in which order the ports of its sides stand."""

    middles: Mapping[str, float]
    ports: Ports


def arrange(skeleton: Skeleton) -> Arrangement:
    """The arrangement with the fewest crossings, and of those the one with the shortest lines.

    Raises NoEngineError where there is no Graphviz, or it can't do it whatever way it is asked.
    """
    names = tuple(skeleton.nodes)
    found: list[Arrangement] = []
    failure = NoEngineError()
    for order in (names, names[::-1]):
        try:
            found += _rounds(skeleton, order)
        except NoEngineError as error:
            failure = error
    if not found:
        raise failure
    return min(found, key=lambda arrangement: _badness(skeleton, arrangement))


def heights(skeleton: Skeleton, arrangement: Arrangement) -> dict[Stop, float]:
    """Where across each stop of each hop is."""
    offsets = skeleton.offsets(arrangement.ports)
    stops = dict.fromkeys(stop for hop in skeleton.hops for stop in hop)
    return {stop: arrangement.middles[stop.node] + offsets.get(stop, 0) for stop in stops}


def _rounds(skeleton: Skeleton, order: Sequence[str]) -> Iterator[Arrangement]:
    free = margins(skeleton)
    middles = _middles(skeleton, written(skeleton, order, free))
    ports = _sorted(skeleton, Arrangement(middles, skeleton.ports))
    yield Arrangement(middles, ports)
    for _ in range(_ROUNDS):
        try:
            middles = _middles(skeleton, written(skeleton, order, free, ports))
        except NoEngineError:
            return
        yield Arrangement(middles, ports)
        before, ports = ports, _sorted(skeleton, Arrangement(middles, ports))
        if ports == before:
            return


def _middles(skeleton: Skeleton, dot: str) -> dict[str, float]:
    found = places(dot)
    try:
        return {name: found[node][0] for name, node in node_names(skeleton).items()}
    except KeyError as missing:
        raise NoEngineError(f"Graphviz lost the node {missing}") from missing


def _sorted(skeleton: Skeleton, arrangement: Arrangement) -> Ports:
    """The ports of every side in the order of what they are joined to."""
    here = heights(skeleton, arrangement)
    partners: defaultdict[Stop, list[float]] = defaultdict(list)
    for left, right in skeleton.hops:
        partners[left].append(here[right])
        partners[right].append(here[left])
    mean = {stop: sum(found) / len(found) for stop, found in partners.items()}
    return {side: tuple(sorted(stops, key=mean.__getitem__)) for side, stops in arrangement.ports.items()}


def _badness(skeleton: Skeleton, arrangement: Arrangement) -> tuple[int, float]:
    here = heights(skeleton, arrangement)
    columns: defaultdict[int, list[tuple[float, float]]] = defaultdict(list)
    for left, right in skeleton.hops:
        columns[skeleton.nodes[left.node].column].append((here[left], here[right]))
    length = sum(abs(a - b) for hops in columns.values() for a, b in hops)
    return sum(map(_inversions, columns.values())), length


def _inversions(hops: list[tuple[float, float]]) -> int:
    """How many pairs cross: they stand the other way round on the right than on the left."""
    seen: list[float] = []
    count = 0
    for _, right in sorted(hops):
        count += len(seen) - bisect_right(seen, right)
        insort(seen, right)
    return count
