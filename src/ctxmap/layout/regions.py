"""How far areas reach: from which column to which, from where to where across, and the room round what is in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from ctxmap.layout.arrangement import Arrangement
from ctxmap.layout.graph import Area
from ctxmap.layout.skeleton import Node

_FAR = 1 << 30
PAD = 12
"""From an area's edge to what is inside it."""
TITLE = 6
"""Above and below an area's title."""


class Region(msgspec.Struct, frozen=True):
    """An area over its columns.

    `near` and `far`: how much it reaches beyond its first and last column, with all areas inside it. `upper` and
    `lower`: from where to where across; `inner`: the same without the room round what is inside. `title`: the least
    size of its first column, for its title.
    """

    area: Area
    depth: int
    first: int
    last: int
    near: float
    far: float
    upper: float
    lower: float
    inner: tuple[float, float]
    title: float


def walk(areas: Sequence[Area], depth: int = 0) -> Iterator[tuple[Area, int]]:
    """Every area with how many areas it is inside of; outer ones first."""
    for area in areas:
        yield area, depth
        yield from walk(area.areas, depth + 1)


def regions(arrangement: Arrangement) -> list[Region]:
    """The regions of all areas that have something in them, outer ones first."""
    members: defaultdict[str, list[Node]] = defaultdict(list)
    skeleton = arrangement.skeleton
    for node in skeleton.nodes.values():
        if node.areas:
            members[node.areas[-1]].append(node)
    survey = _Survey(members, arrangement.middles, skeleton.direction == "LEFT_TO_RIGHT")
    return list(survey.regions(skeleton.areas, 0))


class _Survey(msgspec.Struct, frozen=True):
    """What regions are worked out from: the nodes that stand directly in each area, their middles, the direction."""

    members: Mapping[str, Sequence[Node]]
    middles: Mapping[str, float]
    sideways: bool

    def regions(self, areas: Sequence[Area], depth: int) -> Iterator[Region]:
        for area in areas:
            inside = list(self.regions(area.areas, depth + 1))
            nodes = self.members.get(area.id, ())
            if inside or nodes:
                yield self.region(area, depth, nodes, inside)
                yield from inside

    def region(self, area: Area, depth: int, nodes: Sequence[Node], inside: Sequence[Region]) -> Region:
        first = min(*(node.column for node in nodes), *(each.first for each in inside), _FAR)
        last = max(*(node.column for node in nodes), *(each.last for each in inside), -1)
        uppers = [*(self.middles[node.id] - node.half for node in nodes), *(each.upper for each in inside)]
        lowers = [*(self.middles[node.id] + node.half for node in nodes), *(each.lower for each in inside)]
        strip = strip_of(area)
        return Region(
            area=area,
            depth=depth,
            first=first,
            last=last,
            near=max((each.near for each in inside if each.first == first), default=0)
            + (PAD if self.sideways else strip),
            far=max((each.far for each in inside if each.last == last), default=0) + PAD,
            upper=min(uppers) - (strip if self.sideways else PAD),
            lower=max(lowers) + PAD,
            inner=(min(uppers), max(lowers)),
            title=area.title.width if self.sideways else 0,
        )


def strip_of(area: Area) -> float:
    """The height of the strip that is kept for an area's title."""
    return area.title.height + 2 * TITLE
