"""Grids: cards in cells by two properties, a row for each value of one and a column for each value of the other.

Cards of a cell stand one below the other; columns are as wide as their widest card, and rows as high as their fullest
cell, so nothing overlaps. The rows have the tints of areas.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, product
from math import ceil
from typing import Literal

import msgspec

from ctxmap.drawing.cards import card_box, draw_card
from ctxmap.drawing.diagram import Card, Entry
from ctxmap.drawing.frame import Heading, framed
from ctxmap.drawing.svg import element, joined, line_of_text
from ctxmap.drawing.text import Font, width, wrap
from ctxmap.drawing.theme import DEFAULT, Theme
from ctxmap.layout import Box, PlacedBox, Rect

_AIR = 12
"""Round the cards of a cell."""
_GAP = 10
"""Between two cards of a cell."""
_BETWEEN = 6
"""Between two cells."""
_NARROWEST = 120


class GridRow(msgspec.Struct, frozen=True):
    """A row: what its cards have in common, the cards of each column, and the tint behind them."""

    title: str
    cells: tuple[tuple[Card, ...], ...]
    tone: Literal["area", "core", "supporting", "generic"] = "area"


class GridDiagram(msgspec.Struct, frozen=True, kw_only=True):
    """A picture of cards by two properties.

    `axes` name the property that changes from row to row, and the one that changes from column to column. Each row has
    a cell for each column.
    """

    title: str
    subtitle: str = ""
    description: str = ""
    axes: tuple[str, str]
    rows: tuple[GridRow, ...]
    columns: tuple[str, ...]
    legend: tuple[Entry, ...] = ()

    @property
    def cards(self) -> tuple[Card, ...]:
        """Every card, row by row."""
        return tuple(card for row in self.rows for cell in row.cells for card in cell)


class _Frame(msgspec.Struct, frozen=True):
    """Where each column and each row begins and how large it is, after the headings."""

    lefts: Sequence[float]
    widths: Sequence[float]
    tops: Sequence[float]
    heights: Sequence[float]

    def cell(self, row: int, column: int) -> Rect:
        """The place of a cell."""
        return Rect(self.lefts[column], self.tops[row], self.widths[column], self.heights[row])

    @property
    def size(self) -> tuple[float, float]:
        """Of the whole grid."""
        return self.lefts[-1] + self.widths[-1], self.tops[-1] + self.heights[-1]


def grid_picture(diagram: GridDiagram, theme: Theme = DEFAULT) -> str:
    """The grid as an SVG document."""
    boxes = {card.id: card_box(card, theme, bare=True) for card in diagram.cards}
    frame = _frame(diagram, boxes, theme)
    heading = Heading(diagram.title, diagram.subtitle, diagram.description)
    things = joined((*_cells(diagram, frame), *_headings(diagram, frame, theme), *_cards(diagram, frame, boxes, theme)))
    return framed(heading, frame.size, things, diagram.legend, theme)


def _frame(diagram: GridDiagram, boxes: Mapping[str, Box], theme: Theme) -> _Frame:
    title, small, widest = theme.fonts.area_title, theme.fonts.small, theme.distances.widest_area_title
    corner = [width(line, small) for line in _corner(diagram)]
    named = [width(line, title) for row in diagram.rows for line in wrap(row.title, title, widest)]
    left = ceil(max(corner + named)) + _AIR
    columns = range(len(diagram.columns))
    lines = [wrap(name, title, widest) for name in diagram.columns]
    widths = [
        max(
            _NARROWEST,
            *(ceil(width(line, title)) for line in lines[column]),
            *(boxes[card.id].width for row in diagram.rows for card in row.cells[column]),
        )
        + 2 * _AIR
        for column in columns
    ]
    head = max(max(map(len, lines)) * title.line_height, len(corner) * small.line_height) + _BETWEEN
    heights = [
        max(
            len(wrap(row.title, title, widest)) * title.line_height,
            *(_stacked(cell, boxes) for cell in row.cells),
        )
        + 2 * _AIR
        for row in diagram.rows
    ]
    return _Frame(_starts(left, widths), widths, _starts(head, heights), heights)


def _starts(first: float, sizes: Sequence[float]) -> list[float]:
    return list(accumulate((size + _BETWEEN for size in sizes[:-1]), initial=first))


def _corner(diagram: GridDiagram) -> tuple[str, str]:
    """What the corner says: what changes downwards, and what from left to right."""
    down, across = diagram.axes
    return f"{across} →", f"{down} ↓"


def _stacked(cards: Sequence[Card], boxes: Mapping[str, Box]) -> float:
    """How high cards one below the other are."""
    return sum(boxes[card.id].head + boxes[card.id].foot + _GAP for card in cards) - (_GAP if cards else 0)


def _cells(diagram: GridDiagram, frame: _Frame) -> Iterator[str]:
    for index, row in enumerate(diagram.rows):
        for column in range(len(diagram.columns)):
            rect = frame.cell(index, column)
            yield element("rect", class_=row.tone, x=rect.x, y=rect.y, width=rect.width, height=rect.height, rx=6)


def _headings(diagram: GridDiagram, frame: _Frame, theme: Theme) -> Iterator[str]:
    title, small, widest = theme.fonts.area_title, theme.fonts.small, theme.distances.widest_area_title
    yield from _lines(_corner(diagram), 0, 0, small, "small on-muted")
    for name, left in zip(diagram.columns, frame.lefts, strict=True):
        yield from _lines(wrap(name, title, widest), left + _AIR, 0, title, "area-title on-ground")
    for row, top in zip(diagram.rows, frame.tops, strict=True):
        yield from _lines(wrap(row.title, title, widest), 0, top + _AIR, title, "area-title on-ground")


def _lines(lines: Sequence[str], x: float, y: float, font: Font, class_: str) -> Iterator[str]:
    for index, line in enumerate(lines):
        yield line_of_text(line, x, y + index * font.line_height + font.size, font, class_=class_)


def _cards(diagram: GridDiagram, frame: _Frame, boxes: Mapping[str, Box], theme: Theme) -> Iterator[str]:
    for (row, each), column in product(enumerate(diagram.rows), range(len(diagram.columns))):
        cell = frame.cell(row, column)
        y = cell.y + _AIR
        for card in each.cells[column]:
            box = boxes[card.id]
            rect = Rect(cell.x + _AIR, y, cell.width - 2 * _AIR, box.head + box.foot)
            head = Rect(rect.x, rect.y, rect.width, box.head)
            foot = Rect(rect.x, rect.y + box.head, rect.width, box.foot)
            yield draw_card(card, PlacedBox(rect, head, foot), theme)
            y += rect.height + _GAP
