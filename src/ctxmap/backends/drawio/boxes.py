"""Heading, fields, cards and badges as boxes that hold each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ctxmap.backends._maps import MapDiagram, heading
from ctxmap.backends._web import address
from ctxmap.backends.drawio.cells import box, colours, html, inside
from ctxmap.drawing.diagram import Badge, Card, Diagram, Field
from ctxmap.drawing.theme import DEFAULT, LIGHT
from ctxmap.layout import Layout, PlacedTab, Rect

_FONTS, _PADDING = DEFAULT.fonts, DEFAULT.distances.padding
_SURFACE = {"rounded": 1, "absoluteArcSize": 1, "whiteSpace": "wrap", "align": "left", "verticalAlign": "top"}
_HOLDS = {"container": 1, "collapsible": 0, "spacingLeft": _PADDING - 4, "spacingTop": 2}
_TEXT = {"strokeColor": "none", "fillColor": "none", "align": "left", "spacing": 0}


def boxes(drawn: MapDiagram, diagram: Diagram, layout: Layout) -> Iterator[str]:
    """The boxes of a laid-out diagram, outer ones first."""
    style = {**_TEXT, "fontSize": _FONTS.heading.size, "fontStyle": 1, "fontColor": LIGHT.ground.ink}
    yield box(
        "heading",
        html([diagram.title]),
        style,
        Rect(0, -_FONTS.heading.size * 2.4, layout.size[0], _FONTS.heading.size * 1.6),
    )
    parents: dict[str, str] = {}
    for field in diagram.fields:
        yield from _field(field, layout, "1", Rect(0, 0, 0, 0), parents)
    for card in diagram.cards:
        yield from _card(drawn, card, layout, parents.get(card.id, "1"))
    badges = {(each.id, "tail"): each.tail_badge for each in diagram.connectors}
    badges |= {(each.id, "head"): each.head_badge for each in diagram.connectors}
    yield from (_badge(tab, badges, layout) for tab in layout.tabs)


def tab_id(tab: PlacedTab) -> str:
    """The id of a badge's box: that of the first line that ends at it, and which end that is."""
    return "-".join(tab.ends[0])


def _field(field: Field, layout: Layout, parent: str, outer: Rect, parents: dict[str, str]) -> Iterator[str]:
    rect = layout.areas[field.id].rect
    style = {**_SURFACE, **_HOLDS, **colours(getattr(LIGHT, field.tone)), "arcSize": 20, "fontStyle": 1}
    yield box(field.id, html([heading(field)]), style, inside(rect, outer), parent, tooltip=html([field.tooltip]))
    parents |= dict.fromkeys(field.cards, field.id)
    for inner in field.fields:
        yield from _field(inner, layout, field.id, rect, parents)


def _card(drawn: MapDiagram, card: Card, layout: Layout, parent: str) -> Iterator[str]:
    place, context = layout.boxes[card.id], drawn.contexts[card.id]
    outer = layout.areas[parent].rect if parent in layout.areas else Rect(0, 0, 0, 0)
    tone = LIGHT.foreign if card.tone == "foreign" else LIGHT.card
    style = {**_SURFACE, **_HOLDS, **colours(tone), "arcSize": 14, "fontSize": _FONTS.card_title.size, "fontStyle": 1}
    if card.tone == "foreign":
        style |= {"dashed": 1, "dashPattern": "5 3"}
    about = {
        "tooltip": html(card.tooltip.splitlines()),
        "link": address(context.link),
        "tags": " ".join("-".join(tag.split()) for tag in context.tags),
    }
    yield box(card.id, _label(card), style, inside(place.rect, outer), parent, **about)
    below = [*(f"• {detail}" for detail in card.details), *([card.footer] if card.footer else [])]
    if below:
        quiet = {
            **_TEXT,
            "fontSize": _FONTS.small.size,
            "fontColor": LIGHT.muted,
            "whiteSpace": "wrap",
            "connectable": 0,
        }
        foot = inside(place.foot, place.rect)
        rect = Rect(foot.x + _PADDING, foot.y, foot.width - 2 * _PADDING, foot.height)
        yield box(f"{card.id}-foot", html(below), quiet, rect, card.id)


def _label(card: Card) -> str:
    title = html([card.title])
    if not card.subtitle:
        return title
    return f'{title}<br><span style="font-size:{_FONTS.small.size}px;font-weight:400">{html([card.subtitle])}</span>'


def _badge(tab: PlacedTab, badges: Mapping[tuple[str, str], Badge | None], layout: Layout) -> str:
    badge = badges[tab.ends[0]]
    assert badge is not None, "a tab is where a badge is"
    style = {**colours(getattr(LIGHT, badge.tone)), "rounded": 1, "absoluteArcSize": 1, "arcSize": 8}
    style |= {"fontSize": _FONTS.badge.size, "fontStyle": 1, "spacing": 0}
    rect = inside(tab.rect, layout.boxes[tab.box].rect)
    return box(tab_id(tab), html([badge.text]), style, rect, tab.box, tooltip=html([badge.tooltip]))
