"""Fields: areas behind cards, tinted by kind, with their titles."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil
from typing import NamedTuple

from ctxmap.drawing.diagram import Field
from ctxmap.drawing.svg import described, element, joined, line_of_text
from ctxmap.drawing.text import Font, width, wrap
from ctxmap.drawing.theme import Theme
from ctxmap.layout import Area, PlacedArea, Size

_GAP = 7


def field_area(field: Field, theme: Theme) -> Area:
    """The field for the layout, with the room that its title takes."""
    texts = _texts(field, theme)
    wide = max(text.x + width(text.line, text.font) for text in texts)
    room = Size(ceil(wide), (texts[-1].row + 1) * theme.fonts.area_title.line_height)
    return Area(field.id, room, field.cards, tuple(field_area(inner, theme) for inner in field.fields))


def draw_field(field: Field, place: PlacedArea, theme: Theme) -> str:
    """The field without what is on it."""
    rect = place.rect
    name = f"{field.title} ({field.kind})" if field.kind else field.title
    body = element("rect", class_=field.tone, x=rect.x, y=rect.y, width=rect.width, height=rect.height, rx=10)
    return element("g", joined((described(name, field.tooltip), body, *_title(field, place, theme))), id=field.id)


class _Text(NamedTuple):
    """A line of the title, or the kind behind it: so far from the left, in that row."""

    line: str
    x: float
    row: int
    font: Font


def _texts(field: Field, theme: Theme) -> list[_Text]:
    """The title's lines, and its kind behind the last or below it."""
    title, kind, widest = theme.fonts.area_title, theme.fonts.area_kind, theme.distances.widest_area_title
    lines = wrap(field.title, title, widest)
    texts = [_Text(line, 0, row, title) for row, line in enumerate(lines)]
    if field.kind:
        behind = width(lines[-1], title) + _GAP
        fits = behind + width(field.kind, kind) <= widest
        texts.append(_Text(field.kind, behind if fits else 0, len(lines) - fits, kind))
    return texts


def _title(field: Field, place: PlacedArea, theme: Theme) -> Iterator[str]:
    title = theme.fonts.area_title
    for line, x, row, font in _texts(field, theme):
        y = place.title.y + row * title.line_height + title.size
        weight = "area-title" if font is title else "area-kind"
        yield line_of_text(line, place.title.x + x, y, font, class_=f"{weight} on-{field.tone}")
