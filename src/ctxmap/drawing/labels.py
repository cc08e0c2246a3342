"""Labels: what flows over a connector, then how. They stand in the line, which is broken for them.

A small arrow before a call or a message says which way it goes, which is often against the line: who calls the other
need not be the one that influences the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil
from typing import Literal

from ctxmap.drawing.diagram import Connector, Guarantee, Note
from ctxmap.drawing.marks import draw_marks, marks_width
from ctxmap.drawing.signs import small_sign
from ctxmap.drawing.svg import described, element, line_of_text, number
from ctxmap.drawing.text import width, wrap
from ctxmap.drawing.theme import Theme
from ctxmap.layout import PlacedLine, Size

Way = Literal["RIGHT", "LEFT", "DOWN", "UP"]

_ARROW = 17
"""The room for a small arrow before a note."""
_ARROWS = ("call", "message")
_PADDING = 5
_SIGN = 17
"""From one sign of a guarantee to the next."""
_AGAINST: dict[Way, Way] = {"RIGHT": "LEFT", "LEFT": "RIGHT", "DOWN": "UP", "UP": "DOWN"}
_TURNS: dict[Way, int] = {"RIGHT": 0, "DOWN": 90, "LEFT": 180, "UP": 270}


def label_size(connector: Connector, theme: Theme) -> Size | None:
    """How much room a connector's label takes; None where it has nothing to say."""
    indent, font = _indent(connector), theme.fonts.label
    lines = [line for note in connector.notes for line in _lines(note, indent, theme)]
    if not lines and not connector.marks and not connector.guarantees:
        return None
    text = max((width(line, font) + indent for line in lines), default=0)
    signs = indent + len(connector.guarantees) * _SIGN if connector.guarantees else 0
    wide = max(text + marks_width(connector.marks), signs)
    return Size(ceil(wide) + 2 * _PADDING, _rows(connector, indent, theme) * font.line_height + 4)


def draw_label(connector: Connector, line: PlacedLine, theme: Theme) -> Iterator[str]:
    """The parts of a connector's label."""
    if line.label is None:
        return
    way, indent, font = _way(line), _indent(connector), theme.fonts.label
    x, y = line.label.x + _PADDING, line.label.center.y - _rows(connector, indent, theme) * font.line_height / 2
    yield from draw_marks(connector.marks, line.label.right - _PADDING, y + font.line_height / 2)
    for note in connector.notes:
        if note.kind in _ARROWS:
            yield small_arrow(note, x, y + font.line_height / 2, way if note.forward else _AGAINST[way])
        for text in _lines(note, indent, theme):
            tone = "muted" if note.kind == "text" else "ground"
            yield line_of_text(text, x + indent, y + font.size - 0.5, font, class_=f"label on-{tone}")
            y += font.line_height
    for place, each in enumerate(connector.guarantees):
        yield guarantee_sign(each, x + indent + place * _SIGN, y + font.line_height / 2)


def guarantee_sign(guarantee: Guarantee, x: float, middle: float) -> str:
    """The sign in a line of label, beginning at x."""
    return element("g", described(guarantee.tooltip), small_sign(guarantee.sign, x, middle, tone="muted"))


def small_arrow(note: Note, x: float, middle: float, way: Way = "RIGHT") -> str:
    """The small arrow of a line of label that begins at x."""
    kind = "sync" if note.kind == "call" else "message"
    dashes = "2.5 2" if note.kind == "message" else None
    head = "M1.5-3 5.5 0 1.5 3z" if note.kind == "call" else "M2-3 5.5 0 2 3"
    return element(
        "g",
        element("path", class_=f"sign stroke-{kind}", d="M-6 0H4.5", stroke_dasharray=dashes),
        element("path", class_=f"sign stroke-{kind}" + (f" on-{kind}" if note.kind == "call" else ""), d=head),
        transform=f"translate({number(x + 6)} {number(middle)}) rotate({_TURNS[way]})",
    )


def _lines(note: Note, indent: float, theme: Theme) -> tuple[str, ...]:
    return wrap(note.text, theme.fonts.label, theme.distances.widest_label - indent)


def _rows(connector: Connector, indent: float, theme: Theme) -> int:
    """How many lines high a label is; the signs stand in one of their own."""
    return (sum(len(_lines(note, indent, theme)) for note in connector.notes) or bool(connector.marks)) + bool(
        connector.guarantees
    )


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
