"""Fields: areas behind cards, tinted by kind, with their titles."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.drawing.diagram import Field
from ctxmap.drawing.svg import described, element, joined, line_of_text
from ctxmap.drawing.text import width, wrap
from ctxmap.drawing.theme import AREA_TITLE, WIDEST_AREA_TITLE
from ctxmap.layout import Area, PlacedArea, Size


def field_area(field: Field) -> Area:
    """The field for the layout, with the room that its title takes."""
    lines = _lines(field)
    room = Size(round(max(width(line, AREA_TITLE) for line in lines)) + 1, len(lines) * AREA_TITLE.line_height)
    return Area(field.id, room, field.cards, tuple(field_area(inner) for inner in field.fields))


def draw_field(field: Field, place: PlacedArea) -> str:
    """The field without what is on it."""
    rect = place.rect
    body = element("rect", class_=field.tone, x=rect.x, y=rect.y, width=rect.width, height=rect.height, rx=10)
    parts = joined((described(field.title, field.tooltip), body, *_title(field, place)))
    return element("g", parts, id=field.id)


def _title(field: Field, place: PlacedArea) -> Iterator[str]:
    for i, line in enumerate(_lines(field)):
        y = place.title.y + i * AREA_TITLE.line_height + 12
        yield line_of_text(line, place.title.x, y, AREA_TITLE, class_=f"area-title on-{field.tone}")


def _lines(field: Field) -> tuple[str, ...]:
    return wrap(field.title, AREA_TITLE, WIDEST_AREA_TITLE)
