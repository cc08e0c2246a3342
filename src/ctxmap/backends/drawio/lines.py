"""Connectors as lines that run where the SVG leads them, with their label where it stands there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ctxmap.backends._maps import MapDiagram, labels
from ctxmap.backends._web import address
from ctxmap.backends.drawio.boxes import tab_id
from ctxmap.backends.drawio.cells import edge, html
from ctxmap.drawing.diagram import Connector, Stroke
from ctxmap.drawing.svg import element
from ctxmap.drawing.text import wrap
from ctxmap.drawing.theme import DEFAULT, LIGHT
from ctxmap.layout import Layout, PlacedLine, Point, Rect

_STROKES: dict[Stroke, dict[str, object]] = {
    "plain": {"strokeColor": LIGHT.plain, "strokeWidth": 1.4, "endArrow": "block"},
    "sync": {"strokeColor": LIGHT.sync, "strokeWidth": 1.9, "endArrow": "block"},
    "message": {"strokeColor": LIGHT.message, "strokeWidth": 1.9, "endArrow": "open", "dashed": 1},
    "batch": {
        "strokeColor": LIGHT.message,
        "strokeWidth": 1.9,
        "endArrow": "block",
        "dashed": 1,
        "dashPattern": "1 3",
    },
    "both": {"strokeColor": LIGHT.sync, "strokeWidth": 3.6, "endArrow": "block"},
}
_LOOK = {
    "rounded": 1,
    "fontSize": DEFAULT.fonts.label.size,
    "fontColor": LIGHT.ground.ink,
    "labelBackgroundColor": LIGHT.ground.fill,
}


def lines(drawn: MapDiagram, layout: Layout) -> Iterator[str]:
    """The lines of a laid-out diagram."""
    tabs = {end: (tab_id(tab), tab.rect) for tab in layout.tabs for end in tab.ends}
    for connector, relationship in drawn.relationships:
        place = layout.lines[connector.id]
        points = list(place.points)
        tail, tail_rect = tabs.get((connector.id, "tail"), (connector.tail, layout.boxes[connector.tail].rect))
        head, head_rect = tabs.get((connector.id, "head"), (connector.head, layout.boxes[connector.head].rect))
        style = {
            **_LOOK,
            **_stroke(connector),
            **_docked("exit", points[0], tail_rect),
            **_docked("entry", points[-1], head_rect),
        }
        yield edge(
            connector.id, html(_wrapped(drawn, connector)), style, _geometry(place, points), (tail, head),
            tooltip=html(connector.tooltip.splitlines()), link=address(relationship.link),
        )  # fmt: skip


def _wrapped(drawn: MapDiagram, connector: Connector) -> Iterator[str]:
    """The label in lines as short as the SVG's."""
    return (
        line
        for text in labels(drawn, connector)
        for line in wrap(text, DEFAULT.fonts.label, DEFAULT.distances.widest_label)
    )


def _stroke(connector: Connector) -> dict[str, object]:
    style = _STROKES[connector.stroke]
    return {**style, "strokeColor": LIGHT.equal, "endArrow": "none"} if connector.equal else style


def _docked(end: str, point: Point, rect: Rect) -> dict[str, object]:
    """Where a line leaves or meets a box, as a share of the box's width and height."""
    x, y = (point.x - rect.x) / rect.width, (point.y - rect.y) / rect.height
    return {f"{end}X": _share(x), f"{end}Y": _share(y), f"{end}Perimeter": 0}


def _share(value: float) -> str:
    return f"{min(max(value, 0), 1):.3g}"


def _geometry(place: PlacedLine, points: Sequence[Point]) -> str:
    """The bends of a line, and where its label stands: how far along it, from -1 to 1, and how far off it."""
    bends = [element("mxPoint", x=bend.x, y=bend.y) for bend in _bends(points)]
    parts = [element("Array", *bends, as_="points")] if bends else []
    along = None
    if place.label:
        along, offset = _beside(points, place.label.center)
        parts.append(element("mxPoint", x=offset.x, y=offset.y, as_="offset"))
    x = None if along is None else f"{2 * along - 1:.3f}"
    return element("mxGeometry", *parts, relative="1", x=x, as_="geometry")


def _bends(points: Sequence[Point]) -> Iterator[Point]:
    """Where the line turns: without the ends of its pieces, and what lies on the way."""
    for before, here, after in zip(points, points[1:], points[2:], strict=False):
        if not (before.x == here.x == after.x or before.y == here.y == after.y):
            yield here


def _beside(points: Sequence[Point], place: Point) -> tuple[float, Point]:
    """The share of the line's length at which it is nearest to a place, and how far that place is off it then."""
    total = sum(_length(a, b) for a, b in pairwise(points)) or 1
    best, gone = (float("inf"), 0.0, Point(0, 0)), 0.0
    for a, b in pairwise(points):
        here = Point(_clamped(place.x, a.x, b.x), _clamped(place.y, a.y, b.y))
        away = Point(round(place.x - here.x, 1), round(place.y - here.y, 1))
        best = min(best, (abs(away.x) + abs(away.y), (gone + _length(a, here)) / total, away))
        gone += _length(a, b)
    return best[1], best[2]


def _clamped(value: float, one: float, other: float) -> float:
    return min(max(value, min(one, other)), max(one, other))


def _length(a: Point, b: Point) -> float:
    return abs(a.x - b.x) + abs(a.y - b.y)
