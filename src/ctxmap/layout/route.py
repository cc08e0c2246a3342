"""Heights, columns and lanes → the picture: every point of every line, every rectangle. Pure arithmetic.

Worked out along and across; only `_Paper` turns that into x and y.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

import msgspec

from ctxmap.layout.arrangement import Arrangement
from ctxmap.layout.columns import Columns
from ctxmap.layout.graph import Box, Graph, Size
from ctxmap.layout.placed import Layout, PlacedArea, PlacedBox, PlacedLine, PlacedTab, Point, Rect
from ctxmap.layout.regions import PAD, TITLE, Region
from ctxmap.layout.skeleton import UNDER, Hop, Side, Skeleton, Step, Stop
from ctxmap.layout.titles import free_place
from ctxmap.layout.tracks import Lane


class Plan(msgspec.Struct, frozen=True):
    """Everything that is known when the picture can be written down."""

    graph: Graph
    arrangement: Arrangement
    heights: Mapping[Stop, float]
    columns: Columns
    lanes: Mapping[Hop, Lane]
    regions: Sequence[Region]

    @property
    def skeleton(self) -> Skeleton:
        """What is arranged."""
        return self.arrangement.skeleton


def route(plan: Plan) -> Layout:
    """The laid-out picture, with its upper left corner at (0, 0)."""
    extents = [_extent(plan, name) for name in plan.skeleton.nodes]
    extents += [_region_extent(plan, region) for region in plan.regions]
    paper = _Paper(
        plan.skeleton.direction == "LEFT_TO_RIGHT",
        min((e[0] for e in extents), default=0),
        min((e[2] for e in extents), default=0),
    )
    far = max((e[1] for e in extents), default=0), max((e[3] for e in extents), default=0)
    corner = paper.point(*far)
    return Layout(
        size=(corner.x, corner.y),
        boxes={box.id: _box(box, plan, paper) for box in plan.graph.boxes},
        tabs=tuple(_tabs(plan, paper)),
        lines={name: _line(walk, plan, paper) for name, walk in plan.skeleton.walks.items()},
        areas={region.area.id: _area(region, plan, paper) for region in plan.regions},
    )


Dock = tuple[str, Literal["tail", "head"]]
Extent = tuple[float, float, float, float]
"""From and to along, from and to across."""


class _Paper(msgspec.Struct, frozen=True):
    """Turns along and across into x and y, moved to the corner and rounded to tenths."""

    sideways: bool
    along: float
    across: float

    def point(self, along: float, across: float) -> Point:
        u, v = round(along - self.along, 1), round(across - self.across, 1)
        return Point(u, v) if self.sideways else Point(v, u)

    def side(self, side: Side) -> Literal["LEFT", "RIGHT", "TOP", "BOTTOM"]:
        if self.sideways:
            return "LEFT" if side == "before" else "RIGHT"
        return "TOP" if side == "before" else "BOTTOM"

    def rect(self, extent: Extent) -> Rect:
        a, b = self.point(extent[0], extent[2]), self.point(extent[1], extent[3])
        return Rect(a.x, a.y, round(b.x - a.x, 1), round(b.y - a.y, 1))


def _extent(plan: Plan, name: str) -> Extent:
    """Where a node is; boxes fill their column, labels and bends stand in its middle."""
    node, columns = plan.skeleton.nodes[name], plan.columns
    near, far = columns.near[node.column], columns.far(node.column)
    if node.kind != "box":
        middle = (near + far) / 2
        near, far = middle - node.along / 2, middle + node.along / 2
    middle = plan.arrangement.middles[name]
    return near, far, middle - node.half, middle + node.half


def _region_extent(plan: Plan, region: Region) -> Extent:
    columns = plan.columns
    return columns.near[region.first] - region.near, columns.far(region.last) + region.far, region.upper, region.lower


def _box(box: Box, plan: Plan, paper: _Paper) -> PlacedBox:
    rect = paper.rect(_extent(plan, box.id))
    strips = (0.0, 0.0) if paper.sideways else _strips(box, plan)
    head = Rect(rect.x, rect.y + strips[0], rect.width, box.head)
    foot = Rect(rect.x, round(rect.bottom - strips[1] - box.foot, 1), rect.width, box.foot)
    return PlacedBox(rect, head, foot)


def _strips(box: Box, plan: Plan) -> tuple[float, float]:
    """How high the rows of tabs at the upper and lower edge of a box are."""
    docks = _docks(plan)
    before, after = (
        max((docks[stop][0].height for stop in plan.arrangement.ports.get((box.id, side), ())), default=0.0)
        for side in ("before", "after")
    )
    return before, after


def _docks(plan: Plan) -> dict[Stop, tuple[Size, list[Dock]]]:
    """The tab at each port of a box, and what docks there."""
    docks: dict[Stop, tuple[Size, list[Dock]]] = {}
    direction = plan.skeleton.direction
    for line in plan.graph.lines:
        walk = plan.skeleton.walks[line.id]
        docks.setdefault(_leaving(walk[0]), (line.tail.room(direction), []))[1].append((line.id, "tail"))
        docks.setdefault(_arriving(walk[-1]), (line.head.room(direction), []))[1].append((line.id, "head"))
    return docks


def _tabs(plan: Plan, paper: _Paper) -> Iterator[PlacedTab]:
    for stop, (size, ends) in _docks(plan).items():
        near, far, _, _ = _extent(plan, stop.node)
        along, across = (size.width, size.height) if paper.sideways else (size.height, size.width)
        begin = near if stop.side == "before" else far - along
        middle = plan.heights[stop]
        rect = paper.rect((begin, begin + along, middle - across / 2, middle + across / 2))
        yield PlacedTab(stop.node, paper.side(stop.side), rect, tuple(ends))


def _line(walk: Sequence[Step], plan: Plan, paper: _Paper) -> PlacedLine:
    """The points of a line, and its label over it, or behind the turn where it turns back."""
    points: list[tuple[float, float]] = []
    label: Rect | None = None
    for step in walk:
        points += _hop(step, plan)
        if plan.skeleton.nodes[_arriving(step).node].kind == "label":
            label = paper.rect(_label_extent(plan, _arriving(step).node))
    return PlacedLine(tuple(_simple(paper.point(*point) for point in points)), label)


def _label_extent(plan: Plan, name: str) -> Extent:
    """Where the text of a label stands: on the side of its line that is kept for it."""
    near, far, upper, lower = _extent(plan, name)
    line = plan.skeleton.nodes[name].line
    return near, far, upper + (UNDER if line < 0 else 0), lower - (UNDER if line > 0 else 0)


def _hop(step: Step, plan: Plan) -> list[tuple[float, float]]:
    hop = step.hop
    start, end = _extent(plan, hop.left.node)[1], _extent(plan, hop.right.node)[0]
    upper, lower = plan.heights[hop.left], plan.heights[hop.right]
    lane = plan.lanes.get(hop)
    points = [(start, upper), (end, lower)]
    if lane:
        middle = plan.columns.lanes[lane]
        points[1:1] = [(middle, upper), (middle, lower)]
    return points if step.forward else points[::-1]


def _simple(points: Iterable[Point]) -> list[Point]:
    """Without points that repeat, or lie on a straight line between their neighbours."""
    kept: list[Point] = []
    for point in points:
        if len(kept) > 1 and (kept[-2].x == kept[-1].x == point.x or kept[-2].y == kept[-1].y == point.y):
            kept.pop()
        if not kept or kept[-1] != point:
            kept.append(point)
    return kept


def _leaving(step: Step) -> Stop:
    return step.hop.left if step.forward else step.hop.right


def _arriving(step: Step) -> Stop:
    return step.hop.right if step.forward else step.hop.left


def _area(region: Region, plan: Plan, paper: _Paper) -> PlacedArea:
    rect = paper.rect(_region_extent(plan, region))
    x = rect.x + PAD
    if not paper.sideways:
        x = paper.point(0, free_place(region, plan.skeleton, plan.heights)).x
    return PlacedArea(rect, Rect(x, rect.y + TITLE, region.area.title.width, region.area.title.height), region.depth)
