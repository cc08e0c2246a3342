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

_AT_A_BOX = 16
"""An arrowhead, and a bit of line before it."""
_AT_A_LABEL = 7
_TRACK = 9


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
        leave, arrive = _beside(column, sizes), _beside(column + 1, sizes)
        lanes |= {lane: here + leave + (i + 0.5) * _TRACK for i, track in enumerate(tracks) for lane in track}
        near.append(here + leave + len(tracks) * _TRACK + arrive + begin[column + 1])
    return Columns(near, sizes, lanes)


def _beside(column: int, sizes: Sequence[float]) -> float:
    """What is free beside a column: boxes stand in even ones, labels in odd ones."""
    return _AT_A_BOX if column % 2 == 0 else _AT_A_LABEL if sizes[column] else 0


def _sizes(skeleton: Skeleton, regions: Sequence[Region], count: int) -> list[float]:
    sizes = [0.0] * count
    for node in skeleton.nodes.values():
        sizes[node.column] = max(sizes[node.column], node.along)
    for region in regions:
        sizes[region.first] = max(sizes[region.first], region.title)
    return sizes
