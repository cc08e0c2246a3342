"""Lines between cards: solid for calls, dashed for messages, dotted for batches; an arrowhead where one side leads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import copysign

from ctxmap.drawing.diagram import ChangeTone, Connector, LineSample, Stroke
from ctxmap.drawing.labels import draw_label
from ctxmap.drawing.svg import described, element, joined, number
from ctxmap.drawing.theme import Theme
from ctxmap.layout import PlacedLine, Point

_STYLES: Mapping[Stroke, str] = {
    "plain": "line",
    "sync": "line solid",
    "message": "line dashes",
    "both": "line solid",
    "batch": "line dots",
}
_HEAD = 9
"""The length of an arrowhead."""


def draw_connector(connector: Connector, place: PlacedLine, theme: Theme) -> str:
    """The line with its label, without its badges."""
    points = list(place.points)
    heads: list[str] = []
    if connector.arrow != "none":
        tip, before = (-1, -2) if connector.arrow == "head" else (0, 1)
        heads.append(arrowhead(points[before], points[tip], connector.stroke, connector.change, equal=connector.equal))
        if connector.stroke != "message":
            points[tip] = _towards(points[tip], points[before], _HEAD - 1)
    look = LineSample(connector.stroke, connector.equal, connector.change)
    body = joined((*stroke(points, look, theme, connector.weight), *heads, *draw_label(connector, place, theme)))
    linked = element("a", body, href=connector.link) if connector.link else body
    # Browsers show the title only, so all that there is to say is in it.
    told = "\n".join(part for part in (connector.title, connector.tooltip) if part)
    return element("g", described(told), linked, id=connector.id)


def stroke(points: Sequence[Point], look: LineSample, theme: Theme, weight: int = 1) -> Iterator[str]:
    """A line through these points in the style of what flows over it."""
    path = _path(points, theme.distances.bend)
    kind, colour = look.stroke, look.change or ("equal" if look.equal else "")
    if kind == "both":
        heavy = f"-{weight}" if weight > 1 else ""
        yield element("path", class_=f"line rail{heavy and f' rail{heavy}'} stroke-{colour or 'message'}", d=path)
        yield element("path", class_=f"line bed{heavy and f' bed{heavy}'}", d=path)
    style = _STYLES[kind]
    if weight > 1:
        style += f" heavy-{weight}"
    gone = " gone" if look.change == "removed" else ""
    yield element("path", class_=f"{style}{gone} stroke-{colour or _colour(kind)}", d=path)


def arrowhead(before: Point, tip: Point, kind: Stroke, change: ChangeTone | None = None, *, equal: bool = False) -> str:
    """The head of an arrow that comes from `before`: open for messages, else filled."""
    base = _towards(tip, before, _HEAD)
    side = Point(4.5, 0) if before.x == tip.x else Point(0, 4.5)
    corners = Point(base.x - side.x, base.y - side.y), tip, Point(base.x + side.x, base.y + side.y)
    path = "M" + "L".join(f"{number(x)} {number(y)}" for x, y in corners)
    colour = "equal" if equal else _colour(kind)
    if kind == "message":
        return element("path", class_=f"open stroke-{change or colour}", d=path)
    return element("path", class_=f"edge-{change}" if change else f"on-{colour}", d=f"{path}z")


def _colour(kind: Stroke) -> str:
    return {"both": "sync", "batch": "message"}.get(kind, kind)


def _towards(start: Point, end: Point, distance: float) -> Point:
    """The point on the way from `start` to `end`, one of whose coordinates they share."""
    if start.x == end.x:
        return Point(start.x, start.y + copysign(min(distance, abs(end.y - start.y)), end.y - start.y))
    return Point(start.x + copysign(min(distance, abs(end.x - start.x)), end.x - start.x), start.y)


def _path(points: Sequence[Point], bend: float) -> str:
    """A path through the points, each corner rounded as far as its sides allow."""
    written = [f"M{number(points[0].x)} {number(points[0].y)}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        radius = min(bend, _distance(before, corner) / 2, _distance(corner, after) / 2)
        enter, leave = _towards(corner, before, radius), _towards(corner, after, radius)
        written.append(f"L{number(enter.x)} {number(enter.y)}Q{number(corner.x)} {number(corner.y)}")
        written.append(f" {number(leave.x)} {number(leave.y)}")
    written.append(f"L{number(points[-1].x)} {number(points[-1].y)}")
    return "".join(written)


def _distance(a: Point, b: Point) -> float:
    return abs(a.x - b.x) + abs(a.y - b.y)
