"""Where the titles of areas go, so that no line runs through them.

From left to right, lines come in at an area's side and its title stands above its first column. From top to bottom,
lines come in through the strip with the title, which moves to where none does; boxes in the first row are wide enough
that there is such a place beside their tabs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

from ctxmap.layout.homes import Homes
from ctxmap.layout.regions import PAD, Region
from ctxmap.layout.skeleton import Skeleton, Stop

CLEAR = 7
"""Between a title and the next line."""


def room_for_titles(homes: Homes, titles: Mapping[str, float], box: str, column: int) -> float:
    """How wide the titles are above a box: those of the areas that begin in its column."""
    beginning = (area for area in homes.of(box) if homes.spans[area][0] == column)
    return max((titles[area] for area in beginning), default=0)


def free_place(region: Region, skeleton: Skeleton, heights: Mapping[Stop, float]) -> float:
    """Where across a region's title begins: the first gap that takes it between the lines that come in there."""
    incoming = _incoming(region, skeleton, heights)
    edges = [region.upper + PAD - CLEAR, *sorted(incoming), region.lower - PAD + CLEAR]
    wide = (before for before, after in pairwise(edges) if after - before >= region.area.title.width + 2 * CLEAR)
    return next(wide, edges[0]) + CLEAR


def _incoming(region: Region, skeleton: Skeleton, heights: Mapping[Stop, float]) -> Iterable[float]:
    for _, right in skeleton.hops:
        if skeleton.nodes[right.node].column == region.first and region.upper < heights[right] < region.lower:
            yield heights[right]
