"""Where along the picture the columns stand: as wide as what is in them, with room between them for the tracks.

From one column to the next: the far edges of areas that end, room to leave, the tracks, room to arrive (an arrowhead
must fit), the near edges of areas that begin.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from ctxmap.layout.regions import Region
from ctxmap.layout.skeleton import Skeleton
from ctxmap.layout.tracks import Lane

_LEAVE = 10
_ARRIVE = 16
_TRACK = 9
_NARROWEST = 32
"""A channel without tracks: enough for a piece of line that shows its style, and an arrowhead."""


class Columns(msgspec.Struct, frozen=True):
    """For each column its near edge and its size, for each lane its place: all along the picture."""

    near: Sequence[float]
    sizes: Sequence[float]
    lanes: Mapping[Lane, float]

    def far(self, column: int) -> float:
        """The far edge of a column."""
        return self.near[column] + self.sizes[column]


def columns(skeleton: Skeleton, channels: Sequence[Sequence[Sequence[Lane]]], regions: Sequence[Region]) -> Columns:
    """The columns of a skeleton; `channels[i]` are the tracks behind column i."""
    sizes = _sizes(skeleton, regions, len(channels) + 1)
    begin, end = defaultdict[int, float](float), defaultdict[int, float](float)
    for region in regions:
        begin[region.first] = max(begin[region.first], region.near)
        end[region.last] = max(end[region.last], region.far)
    near, lanes = [float(begin[0])], dict[Lane, float]()
    for column, tracks in enumerate(channels):
        here = near[column] + sizes[column] + end[column]
        lanes |= {lane: here + _LEAVE + (i + 0.5) * _TRACK for i, track in enumerate(tracks) for lane in track}
        room = max(_NARROWEST, _LEAVE + len(tracks) * _TRACK + _ARRIVE) if sizes[column + 1] or tracks else 0
        near.append(here + room + begin[column + 1])
    return Columns(near, sizes, lanes)


def _sizes(skeleton: Skeleton, regions: Sequence[Region], count: int) -> list[float]:
    sizes = [0.0] * count
    for node in skeleton.nodes.values():
        sizes[node.column] = max(sizes[node.column], node.along)
    for region in regions:
        sizes[region.first] = max(sizes[region.first], region.title)
    return sizes
