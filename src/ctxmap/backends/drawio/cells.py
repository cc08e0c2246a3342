"""Cells, of which a draw.io file consists, and the HTML that their labels are written in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ctxmap.backends._maps import one_line
from ctxmap.drawing.svg import element, escaped
from ctxmap.drawing.theme import Tone
from ctxmap.layout import Rect


def box(id_: str, label: str, style: Mapping[str, object], rect: Rect, parent: str = "1", **about: str) -> str:
    """A box with its place inside its parent; `about` may say its tooltip, link and tags."""
    place = element("mxGeometry", x=rect.x, y=rect.y, width=rect.width, height=rect.height, as_="geometry")
    cell = {"style": _written(style), "vertex": "1", "parent": parent}
    return _cell(id_, label, element("mxCell", place, **cell), about)


def edge(id_: str, label: str, style: Mapping[str, object], geometry: str, ends: tuple[str, str], **about: str) -> str:
    """A line between two boxes."""
    cell = {"style": _written(style), "edge": "1", "parent": "1", "source": ends[0], "target": ends[1]}
    return _cell(id_, label, element("mxCell", geometry, **cell), about)


def inside(rect: Rect, outer: Rect) -> Rect:
    """The rectangle as its parent sees it."""
    return Rect(rect.x - outer.x, rect.y - outer.y, rect.width, rect.height)


def colours(tone: Tone) -> dict[str, str]:
    """A surface as a style."""
    return {"fillColor": tone.fill, "strokeColor": tone.edge, "fontColor": tone.ink}


def html(lines: Iterable[str]) -> str:
    """Lines of text as HTML, in which nothing is markup."""
    return "<br>".join(escaped(one_line(line)) for line in lines)


def _cell(id_: str, label: str, cell: str, about: Mapping[str, str]) -> str:
    told = {name: value for name, value in about.items() if value}
    return element("UserObject", cell, id=id_, label=label, **told)


def _written(style: Mapping[str, object]) -> str:
    return "".join(f"{name}={value};" for name, value in {"html": 1, **style}.items())
