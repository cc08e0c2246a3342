"""Fields: areas behind cards, tinted by kind, with their titles."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil
from typing import NamedTuple

from ctxmap.drawing.diagram import Field
from ctxmap.drawing.svg import described, element, joined, line_of_text
from ctxmap.drawing.text import Font, width, wrap
from ctxmap.drawing.theme import AREA_KIND, AREA_TITLE, WIDEST_AREA_TITLE
from ctxmap.layout import Area, PlacedArea, Size

_GAP = 7
_BASELINE = 12


def field_area(field: Field) -> Area:
    """The field for the layout, with the room that its title takes."""
    texts = _texts(field)
    wide = max(text.x + width(text.line, text.font) for text in texts)
    room = Size(ceil(wide), (texts[-1].row + 1) * AREA_TITLE.line_height)
    return Area(field.id, room, field.cards, tuple(field_area(inner) for inner in field.fields))


def draw_field(field: Field, place: PlacedArea) -> str:
    """The field without what is on it."""
    rect = place.rect
    name = f"{field.title} ({field.kind})" if field.kind else field.title
    body = element("rect", class_=field.tone, x=rect.x, y=rect.y, width=rect.width, height=rect.height, rx=10)
    return element("g", joined((described(name, field.tooltip), body, *_title(field, place))), id=field.id)


class _Text(NamedTuple):
    """A line of the title, or the kind behind it: so far from the left, in that row."""

    line: str
    x: float
    row: int
    font: Font


def _texts(field: Field) -> list[_Text]:
    """The title's lines, and its kind behind the last or below it."""
    lines = wrap(field.title, AREA_TITLE, WIDEST_AREA_TITLE)
    texts = [_Text(line, 0, row, AREA_TITLE) for row, line in enumerate(lines)]
    if field.kind:
        behind = width(lines[-1], AREA_TITLE) + _GAP
        fits = behind + width(field.kind, AREA_KIND) <= WIDEST_AREA_TITLE
        texts.append(_Text(field.kind, behind if fits else 0, len(lines) - fits, AREA_KIND))
    return texts


def _title(field: Field, place: PlacedArea) -> Iterator[str]:
    for line, x, row, font in _texts(field):
        y = place.title.y + row * AREA_TITLE.line_height + _BASELINE
        weight = "area-title" if font.bold else "area-kind"
        yield line_of_text(line, place.title.x + x, y, font, class_=f"{weight} on-{field.tone}")
