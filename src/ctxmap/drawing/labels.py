"""Labels: what flows over a connector, then how. They stand in the line, which is broken for them.

A small arrow before a call or a message says which way it goes, which is often against the line: who calls the other
need not be the one that influences the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil
from typing import Literal

from ctxmap.drawing.diagram import Connector, Note
from ctxmap.drawing.marks import draw_marks, marks_width
from ctxmap.drawing.svg import element, line_of_text, number
from ctxmap.drawing.text import width, wrap
from ctxmap.drawing.theme import LABEL, WIDEST_LABEL
from ctxmap.layout import PlacedLine, Size

Way = Literal["RIGHT", "LEFT", "DOWN", "UP"]

_ARROW = 17
"""The room for a small arrow before a note."""
_ARROWS = ("call", "message")
_PADDING = 5
_AGAINST: dict[Way, Way] = {"RIGHT": "LEFT", "LEFT": "RIGHT", "DOWN": "UP", "UP": "DOWN"}
_TURNS: dict[Way, int] = {"RIGHT": 0, "DOWN": 90, "LEFT": 180, "UP": 270}


def label_size(connector: Connector) -> Size | None:
    """How much room a connector's label takes; None where it has nothing to say."""
    indent = _indent(connector)
    lines = [line for note in connector.notes for line in _lines(note, indent)]
    if not lines and not connector.marks:
        return None
    text = max((width(line, LABEL) + indent for line in lines), default=0)
    return Size(ceil(text + marks_width(connector.marks)) + 2 * _PADDING, max(1, len(lines)) * LABEL.line_height + 4)


def draw_label(connector: Connector, line: PlacedLine) -> Iterator[str]:
    """The parts of a connector's label."""
    if line.label is None:
        return
    way, indent = _way(line), _indent(connector)
    rows = sum(len(_lines(note, indent)) for note in connector.notes) or 1
    x, y = line.label.x + _PADDING, line.label.center.y - rows * LABEL.line_height / 2
    yield from draw_marks(connector.marks, line.label.right - _PADDING, y + LABEL.line_height / 2)
    for note in connector.notes:
        if note.kind in _ARROWS:
            yield small_arrow(note, x, y, way if note.forward else _AGAINST[way])
        for text in _lines(note, indent):
            tone = "muted" if note.kind == "text" else "ground"
            yield line_of_text(text, x + indent, y + 10.5, LABEL, class_=f"label on-{tone}")
            y += LABEL.line_height


def small_arrow(note: Note, x: float, y: float, way: Way = "RIGHT") -> str:
    """The small arrow of a line of label whose upper left corner is (x, y)."""
    kind = "sync" if note.kind == "call" else "message"
    dashes = "2.5 2" if note.kind == "message" else None
    head = "M1.5-3 5.5 0 1.5 3z" if note.kind == "call" else "M2-3 5.5 0 2 3"
    return element(
        "g",
        element("path", class_=f"sign stroke-{kind}", d="M-6 0H4.5", stroke_dasharray=dashes),
        element("path", class_=f"sign stroke-{kind}" + (f" on-{kind}" if note.kind == "call" else ""), d=head),
        transform=f"translate({number(x + 6)} {number(y + LABEL.line_height / 2)}) rotate({_TURNS[way]})",
    )


def _lines(note: Note, indent: float) -> tuple[str, ...]:
    return wrap(note.text, LABEL, WIDEST_LABEL - indent)


def _indent(connector: Connector) -> float:
    """How far a label's lines stand from its edge: they leave room for small arrows if there is one."""
    return _ARROW if any(note.kind in _ARROWS for note in connector.notes) else 0


def _way(line: PlacedLine) -> Way:
    """The way a line goes through its label, on the screen."""
    broken = len(line.pieces) > 1
    before, after = (line.pieces[0][-1], line.pieces[1][0]) if broken else (line.pieces[0][0], line.pieces[0][-1])
    across, down = after.x - before.x, after.y - before.y
    if abs(across) >= abs(down):
        return "RIGHT" if across >= 0 else "LEFT"
    return "DOWN" if down > 0 else "UP"
