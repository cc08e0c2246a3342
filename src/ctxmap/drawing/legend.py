"""The legend: a sample and a few words for everything that occurs in a picture, in rows below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ctxmap.drawing.badges import badge_size, draw_badge
from ctxmap.drawing.diagram import Badge, Entry, Guarantee, LineSample, Mark, Note, SignSample, Swatch
from ctxmap.drawing.labels import guarantee_sign, small_arrow
from ctxmap.drawing.lines import arrowhead, stroke
from ctxmap.drawing.marks import draw_marks
from ctxmap.drawing.signs import SIZE, sign
from ctxmap.drawing.svg import element, joined, line_of_text
from ctxmap.drawing.text import width
from ctxmap.drawing.theme import SMALL
from ctxmap.layout import Point, Rect

_ROW = 24
_GAP = 7
_BETWEEN = 20
_LINE = 34
_SWATCH = 22


def legend_height(entries: Sequence[Entry], room: float) -> float:
    """How high the legend is in a picture that has this much room from left to right."""
    return _ROW * len(list(_rows(entries, room)))


def draw_legend(entries: Sequence[Entry], x: float, y: float, room: float) -> str:
    """The legend with its upper left corner at (x, y)."""
    parts: list[str] = []
    for i, row in enumerate(_rows(entries, room)):
        here = x
        for entry in row:
            parts.append(_draw(entry, here, y + i * _ROW + _ROW / 2))
            here += _width(entry) + _BETWEEN
    return element("g", joined(parts), id="legend") if parts else ""


def _rows(entries: Sequence[Entry], room: float) -> Iterator[list[Entry]]:
    row, used = list[Entry](), 0.0
    for entry in entries:
        if row and used + _width(entry) > room:
            yield row
            row, used = [], 0.0
        row.append(entry)
        used += _width(entry) + _BETWEEN
    if row:
        yield row


def _width(entry: Entry) -> float:
    return _sample_width(entry) + _GAP + width(entry.text, SMALL)


def _sample_width(entry: Entry) -> float:
    match entry.sample:
        case Badge():
            return badge_size(entry.sample).width
        case LineSample():
            return _LINE
        case Swatch():
            return _SWATCH
        case SignSample() | Note() | Guarantee() | Mark():
            return SIZE


def _draw(entry: Entry, x: float, middle: float) -> str:
    text_x = x + _sample_width(entry) + _GAP
    return joined(
        (*_sample(entry, x, middle), line_of_text(entry.text, text_x, middle + 4, SMALL, class_="small on-muted"))
    )


def _sample(entry: Entry, x: float, middle: float) -> Iterator[str]:
    match entry.sample:
        case Badge() as badge:
            size = badge_size(badge)
            yield draw_badge(badge, Rect(x, middle - size.height / 2, size.width, size.height))
        case LineSample() as line:
            yield from _line(line, Point(x, middle), Point(x + _LINE, middle))
        case Swatch(tone):
            yield element("rect", class_=tone, x=x, y=middle - 7, width=_SWATCH, height=14, rx=4)
        case SignSample(name, tone):
            yield sign(name, x, middle - SIZE / 2, tone=tone)
        case Mark() as mark:
            yield from draw_marks((mark,), x + SIZE, middle)
        case Guarantee() as guarantee:
            yield guarantee_sign(guarantee, x, middle - 7)
        case Note() as note:
            yield small_arrow(note, x, middle - 7)


def _line(line: LineSample, start: Point, end: Point) -> Iterator[str]:
    if line.equal:
        yield from stroke((start, end), line.stroke, equal=True)
        return
    yield from stroke((start, end if line.stroke == "message" else Point(end.x - 8, end.y)), line.stroke)
    yield arrowhead(start, end, line.stroke)
