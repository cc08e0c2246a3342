"""An arrangement: where across the nodes of a skeleton stand, and how good that is."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Mapping

import msgspec

from ctxmap.layout.skeleton import Ports, Skeleton, Stop


class Arrangement(msgspec.Struct, frozen=True):
    """Where across the middle of each node of a skeleton is, and in which order the ports of its sides stand."""

    skeleton: Skeleton
    middles: Mapping[str, float]
    ports: Ports

    def moved(self, middles: Mapping[str, float]) -> Arrangement:
        """The same with nodes elsewhere."""
        return msgspec.structs.replace(self, middles=middles)

    @property
    def heights(self) -> dict[Stop, float]:
        """Where across each stop of each hop is."""
        offsets = self.skeleton.offsets(self.ports)
        stops = dict.fromkeys(stop for hop in self.skeleton.hops for stop in hop)
        return {stop: self.middles[stop.node] + offsets.get(stop, 0) for stop in stops}

    @property
    def badness(self) -> tuple[int, float]:
        """How many times lines cross between columns, and how far they run across."""
        here = self.heights
        columns: defaultdict[int, list[tuple[float, float]]] = defaultdict(list)
        for left, right in self.skeleton.hops:
            columns[self.skeleton.nodes[left.node].column].append((here[left], here[right]))
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
