"""The legend: a sample and a few words for everything that occurs in a picture, in rows below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ctxmap.drawing.badges import badge_size, draw_badge
from ctxmap.drawing.diagram import Badge, Entry, Guarantee, LineSample, Mark, Note, SignSample, Swatch
from ctxmap.drawing.labels import guarantee_sign, small_arrow
from ctxmap.drawing.lines import arrowhead, stroke
from ctxmap.drawing.marks import draw_marks
from ctxmap.drawing.signs import SIZE, SMALL_SIZE, sign, small_sign
from ctxmap.drawing.svg import element, joined, line_of_text
from ctxmap.drawing.text import width
from ctxmap.drawing.theme import Theme
from ctxmap.layout import Point, Rect

_ROOM = 10
"""Above and below a line together."""
_GAP = 7
_BETWEEN = 20
_LINE = 34
_SWATCH = 22


def legend_height(entries: Sequence[Entry], room: float, theme: Theme) -> float:
    """How high the legend is in a picture that has this much room from left to right."""
    return _row_height(theme) * len(list(_rows(entries, room, theme)))


def legend_width(entries: Sequence[Entry], theme: Theme) -> float:
    """The least room that it needs from left to right."""
    return max((_width(entry, theme) for entry in entries), default=0)


def draw_legend(entries: Sequence[Entry], corner: Point, room: float, theme: Theme) -> str:
    """The legend with its upper left corner there."""
    height = _row_height(theme)
    parts: list[str] = []
    for i, row in enumerate(_rows(entries, room, theme)):
        here = corner.x
        for entry in row:
            parts.append(_draw(entry, Point(here, corner.y + i * height + height / 2), theme))
            here += _width(entry, theme) + _BETWEEN
    return element("g", joined(parts), id="legend") if parts else ""


def _row_height(theme: Theme) -> float:
    return theme.fonts.small.line_height + _ROOM


def _rows(entries: Sequence[Entry], room: float, theme: Theme) -> Iterator[list[Entry]]:
    row, used = list[Entry](), 0.0
    for entry in entries:
        if row and used + _width(entry, theme) > room:
            yield row
            row, used = [], 0.0
        row.append(entry)
        used += _width(entry, theme) + _BETWEEN
    if row:
        yield row


def _width(entry: Entry, theme: Theme) -> float:
    return _sample_width(entry, theme) + _GAP + width(entry.text, theme.fonts.small)


def _sample_width(entry: Entry, theme: Theme) -> float:
    match entry.sample:
        case Badge():
            return badge_size(entry.sample, theme).width
        case LineSample():
            return _LINE
        case Swatch():
            return _SWATCH
        case SignSample() | Note() | Guarantee() | Mark():
            return SIZE


def _draw(entry: Entry, start: Point, theme: Theme) -> str:
    """An entry in a row; `start` is the middle of its left edge."""
    font = theme.fonts.small
    text_x, baseline = start.x + _sample_width(entry, theme) + _GAP, start.y + round(font.cap_height / 2)
    text = line_of_text(entry.text, text_x, baseline, font, class_="small on-muted")
    return joined((*_sample(entry, start, theme), text))


def _sample(entry: Entry, start: Point, theme: Theme) -> Iterator[str]:
    x, middle = start
    match entry.sample:
        case Badge() as badge:
            size = badge_size(badge, theme)
            yield draw_badge(badge, Rect(x, middle - size.height / 2, size.width, size.height), theme)
        case LineSample() as line:
            yield from _line(line, start, Point(x + _LINE, middle), theme)
        case Swatch(tone, sign_name):
            yield element("rect", class_=tone, x=x, y=middle - 7, width=_SWATCH, height=14, rx=4)
            if sign_name:
                yield small_sign(sign_name, x + (_SWATCH - SMALL_SIZE) / 2, middle, tone=tone)
        case SignSample(name, tone):
            yield sign(name, x, middle, tone=tone)
        case Mark() as mark:
            yield from draw_marks((mark,), x + SIZE, middle)
        case Guarantee() as guarantee:
            yield guarantee_sign(guarantee, x, middle)
        case Note(text, "count"):
            yield line_of_text(
                text, x, middle + round(theme.fonts.label.cap_height / 2), theme.fonts.label, class_="label on-ground"
            )
        case Note() as note:
            yield small_arrow(note, x, middle)


def _line(line: LineSample, start: Point, end: Point, theme: Theme) -> Iterator[str]:
    if line.equal:
        yield from stroke((start, end), line, theme)
        return
    yield from stroke((start, end if line.stroke == "message" else Point(end.x - 8, end.y)), line, theme)
    yield arrowhead(start, end, line.stroke, line.change)
