"""Labels: what flows over a connector, then how, above their line.

The line's arrowhead says which way everything goes; where things go both ways, a small arrow before each says which.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil
from typing import Literal, NamedTuple

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
_PADDING = 4
_SIGN = 17
"""From one sign of a guarantee to the next."""
_GAP = 4
"""Between a row and the signs behind it."""
_MOST_ROWS = 3
_WIDER = 20
_AGAINST: dict[Way, Way] = {"RIGHT": "LEFT", "LEFT": "RIGHT", "DOWN": "UP", "UP": "DOWN"}
_TURNS: dict[Way, int] = {"RIGHT": 0, "DOWN": 90, "LEFT": 180, "UP": 270}


class _Row(NamedTuple):
    """A row of a label: its text, and the note that it belongs to, whose first row it is or not."""

    text: str
    note: Note
    is_first: bool


def label_size(connector: Connector, theme: Theme) -> Size | None:
    """How much room a connector's label takes; None where it has nothing to say."""
    if not (connector.notes or connector.marks or connector.guarantees):
        return None
    rows = _rows(connector, theme)
    widths = [_row_width(connector, row, theme) for row in rows]
    if connector.guarantees:
        if not _is_beside(connector, rows, theme):
            widths.append(0.0)
        widths[-1] += _signs_width(connector)
    widths = widths or [0.0]
    widths[0] += marks_width(connector.marks)
    return Size(ceil(max(widths)) + 2 * _PADDING, len(widths) * theme.fonts.label.line_height)


def draw_label(connector: Connector, line: PlacedLine, theme: Theme) -> Iterator[str]:
    """The parts of a connector's label."""
    if line.label is None:
        return
    way, indent, font = _way(line), _indent(connector), theme.fonts.label
    x, y = line.label.x + _PADDING, line.label.y
    rows = _rows(connector, theme)
    first = _row_width(connector, rows[0], theme) if rows else 0
    if connector.guarantees and not rows:
        first = _signs_width(connector)
    yield from draw_marks(connector.marks, x + first + marks_width(connector.marks), y + font.line_height / 2)
    for row in rows:
        if indent and row.is_first and row.note.kind in _ARROWS:
            yield small_arrow(row.note, x, y + font.line_height / 2, way if row.note.forward else _AGAINST[way])
        tone = "muted" if row.note.kind in ("text", "technology") else "ground"
        yield line_of_text(row.text, x + indent, y + font.size - 0.5, font, class_=f"label on-{tone}")
        y += font.line_height
    if connector.guarantees and _is_beside(connector, rows, theme):
        y -= font.line_height
        x += _row_width(connector, rows[-1], theme)
    for place, each in enumerate(connector.guarantees):
        yield guarantee_sign(each, x + _GAP + place * _SIGN, y + font.line_height / 2)


def guarantee_sign(guarantee: Guarantee, x: float, middle: float) -> str:
    """The sign in a line of label, beginning at x."""
    parts = [described(guarantee.tooltip), small_sign(guarantee.sign, x, middle, tone="muted")]
    if guarantee.missing:
        slash = f"M{number(x)} {number(middle + 6)}l12-12"
        parts.append(element("path", class_="sign pen-muted", d=slash))
    return element("g", *parts)


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


def _rows(connector: Connector, theme: Theme) -> list[_Row]:
    """The rows of a label, which is no wider than the theme says unless it were higher than three rows."""
    widest = theme.distances.widest_label
    rows = _wrapped(connector, widest, theme)
    while len(rows) > max(_MOST_ROWS, len(connector.notes)) and widest < 2 * theme.distances.widest_label:
        widest += _WIDER
        rows = _wrapped(connector, widest, theme)
    return rows


def _wrapped(connector: Connector, widest: float, theme: Theme) -> list[_Row]:
    limit = widest - _indent(connector)
    return [
        _Row(text, note, i == 0)
        for note in connector.notes
        for i, text in enumerate(wrap(note.text, theme.fonts.label, limit))
    ]


def _row_width(connector: Connector, row: _Row, theme: Theme) -> float:
    return _indent(connector) + width(row.text, theme.fonts.label)


def _signs_width(connector: Connector) -> float:
    return _GAP + len(connector.guarantees) * _SIGN


def _is_beside(connector: Connector, rows: Sequence[_Row], theme: Theme) -> bool:
    """Whether the signs have room behind the last row; otherwise they stand in one of their own."""
    if not rows or (len(rows) == 1 and connector.marks):
        return False
    return _row_width(connector, rows[-1], theme) + _signs_width(connector) <= theme.distances.widest_label


def _indent(connector: Connector) -> float:
    """How far a label's lines stand from its edge: they leave room for small arrows if there is one."""
    ways = {note.forward for note in connector.notes if note.kind in _ARROWS}
    return _ARROW if len(ways) > 1 else 0


def _way(line: PlacedLine) -> Way:
    """The way a line goes past its label, on the screen."""
    before, after = line.points[0], line.points[-1]
    across, down = after.x - before.x, after.y - before.y
    if abs(across) >= abs(down):
        return "RIGHT" if across >= 0 else "LEFT"
    return "DOWN" if down > 0 else "UP"
