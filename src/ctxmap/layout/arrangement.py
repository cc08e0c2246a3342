"""An arrangement: where across the nodes of a skeleton stand."""

from __future__ import annotations

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
