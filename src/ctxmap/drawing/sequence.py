"""Sequences: participants side by side with their lifelines, messages between them from top to bottom.

The columns stand as far apart as the labels between them need, so that nothing overlaps (Unified Modeling Language 2.5,
chapter 17, as far as it goes without a tool: calls solid, messages dashed with an open head).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from math import ceil

import msgspec

from ctxmap.drawing.cards import card_box, draw_card
from ctxmap.drawing.diagram import Card, Entry, LineSample, Stroke
from ctxmap.drawing.frame import Heading, framed
from ctxmap.drawing.lines import arrowhead, stroke
from ctxmap.drawing.svg import described, element, joined, line_of_text, number
from ctxmap.drawing.text import width, wrap
from ctxmap.drawing.theme import DEFAULT, Theme
from ctxmap.layout import Box, PlacedBox, Point, Rect

_GAP = 24
"""Between two cards side by side."""
_PADDING = 16
"""Between a lifeline and a label."""
_ABOVE = 22
"""From one message to the label of the next."""
_LOOP = 34
"""How far a message to oneself goes out."""
_DROP = 14
"""How far down it comes back."""


class Message(msgspec.Struct, frozen=True):
    """What goes from one participant to another, or to itself, by their cards' ids; `notes` stand below the text."""

    tail: str
    head: str
    text: str
    stroke: Stroke = "sync"
    notes: tuple[str, ...] = ()


class SequenceDiagram(msgspec.Struct, frozen=True, kw_only=True):
    """A picture of who tells whom what, in turn."""

    title: str
    subtitle: str = ""
    description: str = ""
    cards: tuple[Card, ...]
    """The participants, from left to right."""
    messages: tuple[Message, ...]
    legend: tuple[Entry, ...] = ()


class _Row(msgspec.Struct, frozen=True):
    """A message with its lines of text, the columns that it goes between, and how far down its arrow is."""

    message: Message
    lines: tuple[tuple[str, str], ...]
    """Each with the tone of its ink."""
    width: float
    """Of the widest line."""
    tail: int
    head: int
    y: float

    @property
    def is_to_itself(self) -> bool:
        """Whether it comes back to who sent it."""
        return self.tail == self.head

    @property
    def gap(self) -> int:
        """The gap between two lifelines in which its text stands: beside who sends it, on the way."""
        return self.tail - 1 if self.head < self.tail else self.tail

    @property
    def bottom(self) -> float:
        """Where it ends."""
        return self.y + (_DROP if self.is_to_itself else 0)


def sequence_picture(diagram: SequenceDiagram, theme: Theme = DEFAULT) -> str:
    """The sequence as an SVG document."""
    boxes = [card_box(card, theme, bare=True) for card in diagram.cards]
    top = max(box.head + box.foot for box in boxes)
    rows = list(_rows(diagram, top, theme))
    middles = _middles([box.width for box in boxes], rows)
    places = [_placed(box, x, top) for box, x in zip(boxes, middles, strict=True)]
    bottom = max((row.bottom for row in rows), default=top) + _ABOVE
    rights = [middles[row.tail] + max(_LOOP, _PADDING + row.width) for row in rows if row.gap == len(boxes) - 1]
    heading = Heading(diagram.title, diagram.subtitle, diagram.description)
    things = (
        *(_lifeline(x, top, bottom) for x in middles),
        *(_message(row, middles, theme) for row in rows),
        *(draw_card(card, place, theme) for card, place in zip(diagram.cards, places, strict=True)),
    )
    return framed(heading, (max([places[-1].rect.right, *rights]), bottom), joined(things), diagram.legend, theme)


def _rows(diagram: SequenceDiagram, top: float, theme: Theme) -> Iterator[_Row]:
    columns = {card.id: column for column, card in enumerate(diagram.cards)}
    font, widest = theme.fonts.label, theme.distances.widest_label
    y = top
    for message in diagram.messages:
        lines = [(line, "ground") for line in wrap(message.text, font, widest)]
        lines += [(line, "muted") for note in message.notes for line in wrap(note, font, widest)]
        y += _ABOVE + len(lines) * font.line_height
        wide = max(width(line, font) for line, _ in lines)
        row = _Row(message, tuple(lines), wide, columns[message.tail], columns[message.head], y)
        yield row
        y = row.bottom


def _middles(widths: Sequence[float], rows: Sequence[_Row]) -> list[float]:
    """Where the lifelines are: as far apart as cards and texts need."""
    gaps = [(a + b) / 2 + _GAP for a, b in pairwise(widths)]
    for row in rows:
        if row.gap < len(gaps):
            gaps[row.gap] = max(gaps[row.gap], row.width + 2 * _PADDING)
    return [ceil(x) for x in accumulate(gaps, initial=widths[0] / 2)]


def _placed(box: Box, x: float, bottom: float) -> PlacedBox:
    """A card above its lifeline, its lower edge in line with the others."""
    height = box.head + box.foot
    rect = Rect(x - box.width / 2, bottom - height, box.width, height)
    return PlacedBox(
        rect, Rect(rect.x, rect.y, box.width, box.head), Rect(rect.x, rect.y + box.head, box.width, box.foot)
    )


def _lifeline(x: float, top: float, bottom: float) -> str:
    return element("path", class_="line life stroke-plain", d=f"M{number(x)} {number(top)}V{number(bottom)}")


def _message(row: _Row, middles: Sequence[float], theme: Theme) -> str:
    """The arrow with its text above it."""
    start, font = middles[row.tail], theme.fonts.label
    x = start - _PADDING - row.width if row.head < row.tail else start + _PADDING
    y = row.y - len(row.lines) * font.line_height - 4
    parts = list(_arrow(row, start, middles[row.head], theme))
    for line, tone in row.lines:
        parts.append(line_of_text(line, x, y + font.size - 0.5, font, class_=f"label on-{tone}"))
        y += font.line_height
    return element("g", described(row.message.text), joined(parts))


def _arrow(row: _Row, start: float, end: float, theme: Theme) -> Iterator[str]:
    kind = row.message.stroke
    points = [Point(start, row.y), Point(end, row.y)]
    if row.is_to_itself:
        out = start + _LOOP
        points = [points[0], Point(out, row.y), Point(out, row.bottom), Point(end, row.bottom)]
    yield from stroke(points, LineSample(kind), theme)
    yield arrowhead(points[-2], points[-1], kind)
