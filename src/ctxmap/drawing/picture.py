"""Diagram → SVG: measured, laid out, drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import inf

from msgspec.structs import replace

from ctxmap.drawing.badges import badge_size, draw_badge
from ctxmap.drawing.cards import card_box, draw_card
from ctxmap.drawing.diagram import Badge, Connector, Diagram, Field
from ctxmap.drawing.fields import draw_field, field_area
from ctxmap.drawing.frame import Heading, around, framed
from ctxmap.drawing.labels import label_size
from ctxmap.drawing.lines import draw_connector
from ctxmap.drawing.svg import joined
from ctxmap.drawing.theme import DEFAULT, Theme
from ctxmap.layout import End, Frame, Graph, Layout, Line, lay_out

_PARTING = "parting"
"""Lines without a badge that leave a card as one."""


def picture(diagram: Diagram, theme: Theme = DEFAULT) -> str:
    """The picture as an SVG document."""
    return _drawn(diagram, lay_out(graph(diagram, theme)), theme)


def graph(diagram: Diagram, theme: Theme = DEFAULT) -> Graph:
    """The diagram for the layout: everything with the room that it takes."""
    lines = tuple(_line(connector, theme) for connector in diagram.connectors)
    badged = {end.box for line in lines for end in (line.tail, line.head) if end.tab}
    return Graph(
        boxes=tuple(card_box(card, theme, bare=card.id not in badged) for card in diagram.cards),
        lines=lines,
        areas=tuple(field_area(field, theme) for field in diagram.fields),
        direction=diagram.direction,
        frame=_frame(diagram, theme),
    )


def _frame(diagram: Diagram, theme: Theme) -> Frame:
    """Where the diagram is to be read: on a page or slide, or at its width, however high it is."""
    page = Frame() if diagram.width is None else Frame(width=diagram.width, height=inf, good=1)
    return replace(page, around=around(_heading(diagram), diagram.legend, page.width, theme))


def _line(connector: Connector, theme: Theme) -> Line:
    tail = _end(connector.tail, connector.tail_badge, theme, parting=connector.parting)
    head = _end(connector.head, connector.head_badge, theme)
    return Line(connector.id, tail, head, label_size(connector, theme), connector.stroke)


def _end(card: str, badge: Badge | None, theme: Theme, *, parting: bool = False) -> End:
    if badge is None:
        return End(card, bundle=_PARTING if parting else "")
    return End(card, badge_size(badge, theme), badge.text if badge.shared else "")


def _drawn(diagram: Diagram, layout: Layout, theme: Theme) -> str:
    return framed(_heading(diagram), layout.size, joined(_things(diagram, layout, theme)), diagram.legend, theme)


def _heading(diagram: Diagram) -> Heading:
    return Heading(diagram.title, diagram.subtitle, diagram.description)


def _things(diagram: Diagram, layout: Layout, theme: Theme) -> Iterator[str]:
    """Fields, then lines, then cards, then badges: each above what it may touch."""
    fields = {field.id: field for field in _all_fields(diagram.fields)}
    yield from (draw_field(fields[name], place, theme) for name, place in layout.areas.items())
    yield from (draw_connector(connector, layout.lines[connector.id], theme) for connector in diagram.connectors)
    yield from (draw_card(card, layout.boxes[card.id], theme) for card in diagram.cards)
    badges = {(each.id, "tail"): each.tail_badge for each in diagram.connectors}
    badges |= {(each.id, "head"): each.head_badge for each in diagram.connectors}
    yield from (draw_badge(badge, tab.rect, theme) for tab in layout.tabs if (badge := badges[tab.ends[0]]))


def _all_fields(fields: Sequence[Field]) -> Iterator[Field]:
    for field in fields:
        yield field
        yield from _all_fields(field.fields)
