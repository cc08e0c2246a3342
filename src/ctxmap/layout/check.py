"""Counts what is wrong with a laid-out picture: overlaps, of which there may be none, and crossings and bends.

Judges the rectangles and points alone, and knows nothing of how they came about.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

from ctxmap.layout.placed import Layout, PlacedLine, Point, Rect


def overlaps(layout: Layout) -> list[str]:
    """What meets though it mustn't, each as `label A meets box B`."""
    return [
        *_things(layout),
        *_lines_through_things(layout),
        *_lines_on_lines(layout),
        *_labels(layout),
        *_tabs(layout),
        *_areas(layout),
    ]


def crossings(layout: Layout) -> int:
    """How many places there are where one line crosses another."""
    return len({_crossing(a, b) for a, b in combinations(_all_segments(layout), 2) if _cross(a, b)})


def bends(layout: Layout) -> int:
    """How many corners all lines have together."""
    return sum(len(line.points) - 2 for line in layout.lines.values())


_NEAR = 12
"""Pixels from a label to its line, at most."""
Segment = tuple[str, Point, Point]
"""The line it belongs to, its left or upper end, and the other."""


def _things(layout: Layout) -> Iterator[str]:
    """Boxes, labels and titles on top of each other."""
    for (one, a), (other, b) in combinations(_solid(layout), 2):
        if a.meets(b):
            yield f"{one} meets {other}"


def _solid(layout: Layout) -> Iterator[tuple[str, Rect]]:
    yield from ((f"box {name}", box.rect) for name, box in layout.boxes.items())
    yield from ((f"label {name}", line.label) for name, line in layout.lines.items() if line.label)
    yield from ((f"title {name}", area.title) for name, area in layout.areas.items())


def _lines_through_things(layout: Layout) -> Iterator[str]:
    solid = list(_solid(layout))
    for name, a, b in _all_segments(layout):
        run = Rect(a.x - 0.6, a.y - 0.6, b.x - a.x + 1.2, b.y - a.y + 1.2)
        yield from (f"line {name} meets {thing}" for thing, rect in solid if run.meets(rect, 0.7))


def _lines_on_lines(layout: Layout) -> Iterator[str]:
    partners = [frozenset(name for name, _ in tab.ends) for tab in layout.tabs]
    for (one, a, b), (other, c, d) in combinations(_all_segments(layout), 2):
        if one != other and _shared(a, b, c, d) > 0.5 and not any({one, other} <= lines for lines in partners):
            yield f"line {one} lies on line {other}"


def _shared(a: Point, b: Point, c: Point, d: Point) -> float:
    """How far two segments run on top of each other."""
    if a.x == b.x == c.x == d.x:
        return min(b.y, d.y) - max(a.y, c.y)
    if a.y == b.y == c.y == d.y:
        return min(b.x, d.x) - max(a.x, c.x)
    return 0


def _labels(layout: Layout) -> Iterator[str]:
    for name, line in layout.lines.items():
        if line.label and not any(_off(line.label, a, b) <= _NEAR for a, b in _segments(line)):
            yield f"label {name} is far from its line"


def _off(rect: Rect, a: Point, b: Point) -> float:
    """How far a segment is from a rectangle, in the direction in which it is further."""
    return max(rect.x - b.x, a.x - rect.right, rect.y - b.y, a.y - rect.bottom, 0)


def _tabs(layout: Layout) -> Iterator[str]:
    for tab in layout.tabs:
        if not layout.boxes[tab.box].rect.holds(tab.rect):
            yield f"tab {tab.ends} leaves box {tab.box}"
        for part in (layout.boxes[tab.box].head, layout.boxes[tab.box].foot):
            if part.meets(tab.rect):
                yield f"tab {tab.ends} meets the text of box {tab.box}"
    for one, other in combinations(layout.tabs, 2):
        if one.rect.meets(other.rect):
            yield f"tab {one.ends} meets tab {other.ends}"


def _areas(layout: Layout) -> Iterator[str]:
    for name, area in layout.areas.items():
        if not area.rect.holds(area.title):
            yield f"title {name} leaves its area"
        for box, place in layout.boxes.items():
            if area.rect.meets(place.rect) and not area.rect.holds(place.rect):
                yield f"box {box} meets the edge of area {name}"
    for (one, a), (other, b) in combinations(layout.areas.items(), 2):
        if a.rect.meets(b.rect) and not a.rect.holds(b.rect):
            yield f"area {one} meets area {other}"


def _all_segments(layout: Layout) -> list[Segment]:
    return [(name, *ends) for name, line in layout.lines.items() for ends in _segments(line)]


def _segments(line: PlacedLine) -> Iterator[tuple[Point, Point]]:
    yield from ((min(a, b), max(a, b)) for a, b in pairwise(line.points))


def _cross(one: Segment, other: Segment) -> bool:
    if (one[1].x == one[2].x) == (other[1].x == other[2].x):
        return False
    upright, level = (one, other) if one[1].x == one[2].x else (other, one)
    return level[1].x < upright[1].x < level[2].x and upright[1].y < level[1].y < upright[2].y


def _crossing(one: Segment, other: Segment) -> Point:
    upright, level = (one, other) if one[1].x == one[2].x else (other, one)
    return Point(upright[1].x, level[1].y)
