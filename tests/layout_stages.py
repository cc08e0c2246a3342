"""The pictures of `docs/layout.md`: one small graph after each stage of the layout.

They are drawn from what the stages return, so they show what the code does. `make pictures` redraws them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from ctxmap.layout import lay_out
from ctxmap.layout.arrangement import Arrangement
from ctxmap.layout.chains import skeleton
from ctxmap.layout.graph import Box, End, Graph, Line, Size
from ctxmap.layout.heights import arranged
from ctxmap.layout.order import ordered
from ctxmap.layout.ranks import ranks
from ctxmap.layout.shelves import shelves
from ctxmap.layout.skeleton import Skeleton, Stop

IMAGES = Path(__file__).parent.parent / "docs" / "images"

_LINES = ("A-E", "A-B", "A-C", "B-D", "C-D", "C-E", "B-F", "D-F", "A-F")
_LABEL = Size(34, 14)
GRAPH = Graph(
    boxes=tuple(Box(name, 52, 34, bare=True) for name in "ABCDEF"),
    lines=tuple(Line(each, End(each[0]), End(each[2]), _LABEL) for each in _LINES),
)
"""Six boxes in the order in which they are written; three of the lines pass a column on their way."""

Place = tuple[float, float]

_STYLE = """\
  <style>
    .box { fill: #dbe7f6; stroke: #3f6fa8; }
    .label { fill: #fff3d1; stroke: #c49a2c; }
    .bend { fill: #8a8f98; }
    .line { fill: none; stroke: #6b7280; stroke-width: 1.4; }
    text { font: 12px Helvetica, Arial, sans-serif; fill: #1f2937; text-anchor: middle; }
    .small { font-size: 9px; }
    .column { fill: #6b7280; }
    @media (prefers-color-scheme: dark) {
      .box { fill: #24405f; stroke: #86b2e4; }
      .label { fill: #4a3b12; stroke: #d9b556; }
      .line { stroke: #a7afbb; }
      text { fill: #e5e7eb; }
      .column { fill: #a7afbb; }
    }
  </style>"""
_ALONG = 84
_ACROSS = 58
_HEAD = 28
_MARGIN = 44
_AIR = 8


def stages() -> Iterator[tuple[str, str]]:
    """Each picture: the name of its file, and its text."""
    placed = ranks(GRAPH)
    yield "layout-1-columns.svg", _columns(placed)
    bones = skeleton(GRAPH, placed, "LEFT_TO_RIGHT", hug=False)
    yield "layout-2-stations.svg", _in_rows(bones, [shelf.nodes for shelf in shelves(bones)])
    order = ordered([bones])[0].columns
    yield "layout-3-order.svg", _in_rows(bones, [shelf.nodes for shelf in order])
    yield "layout-5-heights.svg", _at_heights(arranged(bones, order))
    yield "layout-8-drawing.svg", _laid_out()


def _columns(placed: Mapping[str, int]) -> str:
    """Boxes in their columns, one below the other as they are written."""
    places = dict[str, Place]()
    for name, column in placed.items():
        above = sum(1 for other in places if placed[other] == column)
        places[name] = (2 * column * _ALONG, above * 1.6 * _ACROSS)
    lines = [_curve(places[line.tail.box], places[line.head.box]) for line in GRAPH.lines]
    return _picture(places.values(), [*lines, *(_box(name, place) for name, place in places.items())], 2)


def _in_rows(bones: Skeleton, columns: Iterable[Iterable[str]]) -> str:
    """The nodes of each column, evenly spaced in their order."""
    places = {name: (_x(bones, name), row * _ACROSS) for column in columns for row, name in enumerate(column)}
    return _stations(bones, places)


def _stations(bones: Skeleton, places: Mapping[str, Place]) -> str:
    lines = [
        f'<path class="line" d="M{_at(places[hop.left.node])} L{_at(places[hop.right.node])}"/>' for hop in bones.hops
    ]
    nodes = [_node(bones, name, place) for name, place in places.items()]
    return _picture(places.values(), [*lines, *nodes], 1)


def _at_heights(arrangement: Arrangement) -> str:
    """The same where they stand, with boxes as high as their lines need, and each line at its port."""
    bones = arrangement.skeleton
    places = {name: (_x(bones, name), y) for name, y in arrangement.middles.items()}
    lines = list[str]()
    for hop in bones.hops:
        ends = ((_x(bones, stop.node) + _edge(bones, stop), arrangement.heights[stop]) for stop in hop)
        lines.append(f'<path class="line" d="M{" L".join(_at(end) for end in ends)}"/>')
    for node in bones.nodes.values():
        if node.kind == "label":  # its line passes below it
            x, y = places[node.id]
            lines.append(f'<path class="line" d="M{_at((x - 17, y + node.line))} H{x + 17:g}"/>')
    nodes = [_node(bones, name, place, 2 * bones.nodes[name].half) for name, place in places.items()]
    return _picture(places.values(), [*lines, *nodes], 1)


def _edge(bones: Skeleton, stop: Stop) -> float:
    """How far from the middle of its node a stop is."""
    half = {"box": 26, "label": 17, "bend": 0}[bones.nodes[stop.node].kind]
    return half if stop.side == "after" else -half


def _laid_out() -> str:
    layout = lay_out(GRAPH)
    parts = list[str]()
    for name, line in layout.lines.items():
        parts.append(f'<path class="line" d="M{" L".join(_at(point) for point in line.points)}"/>')
        if line.label:
            parts.append(_label(name, line.label.center))
    parts += [_box(name, box.rect.center, box.rect.height) for name, box in layout.boxes.items()]
    width, height = layout.size
    return _svg(-_AIR, -_AIR, width + 2 * _AIR, height + 2 * _AIR, parts)


def _x(bones: Skeleton, name: str) -> float:
    return bones.nodes[name].column * _ALONG


def _node(bones: Skeleton, name: str, place: Place, height: float = 34) -> str:
    kind = bones.nodes[name].kind
    if kind == "box":
        return _box(name, place, height)
    if kind == "bend":
        return f'<circle class="bend" cx="{place[0]:g}" cy="{place[1]:g}" r="4"/>'
    return _label(name.partition("/")[0], place)


def _box(name: str, place: Place, height: float = 34) -> str:
    x, y = place
    shape = f'<rect class="box" x="{x - 26:g}" y="{y - height / 2:g}" width="52" height="{height:g}" rx="4"/>'
    return shape + _text(name, place)


def _label(name: str, place: Place) -> str:
    x, y = place
    shape = f'<rect class="label" x="{x - 17:g}" y="{y - 7:g}" width="34" height="14" rx="3"/>'
    return shape + _text(name, place, "small")


def _text(text: str, place: Place, look: str = "") -> str:
    as_look = f' class="{look}"' if look else ""
    return f'<text{as_look} x="{place[0]:g}" y="{place[1] + (3 if look else 4):g}">{text}</text>'


def _curve(tail: Place, head: Place) -> str:
    """A line between two columns; one that passes a column bows out of the way of its boxes."""
    bow = 0 if head[0] - tail[0] <= 2 * _ALONG else -40 if tail[1] + head[1] < 1.6 * _ACROSS else 40
    middle = (tail[0] + head[0]) / 2, (tail[1] + head[1]) / 2 + bow
    return f'<path class="line" d="M{_at(tail)} Q{_at(middle)} {_at(head)}"/>'


def _at(place: Place) -> str:
    return f"{place[0]:g},{place[1]:g}"


def _picture(places: Iterable[Place], parts: Iterable[str], every: int) -> str:
    """The parts, below the number of each column."""
    xs, ys = zip(*places, strict=True)
    left, top = min(xs) - _MARGIN, min(ys) - _HEAD - 20
    columns = range(0, int(max(xs) / _ALONG) + 1, every)
    heads = [_text(str(column), (column * _ALONG, top + 14), "column") for column in columns]
    return _svg(left, top, max(xs) + _MARGIN - left, max(ys) + _HEAD - top, [*heads, *parts])


def _svg(left: float, top: float, width: float, height: float, parts: Iterable[str]) -> str:
    box = f"{left:g} {top:g} {width:g} {height:g}"
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}" viewBox="{box}">'
    return "\n".join((head, _STYLE, *(f"  {part}" for part in parts), "</svg>", ""))
