"""Cards: title with a sign, tabs, details, and a footer; what isn't ours is dashed and muted."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil
from typing import get_args

from ctxmap.drawing.diagram import Card, ChangeTone, NoteTone
from ctxmap.drawing.marks import draw_marks, marks_width
from ctxmap.drawing.signs import SIZE, sign, small_sign
from ctxmap.drawing.svg import described, element, joined, line_of_text, number
from ctxmap.drawing.text import width, wrap
from ctxmap.drawing.theme import Theme
from ctxmap.layout import Box, PlacedBox, Rect

_NARROWEST = 96
_COLOURED = (*get_args(NoteTone), *get_args(ChangeTone))
_ABOVE = 8
_BELOW = 8
_SIGN_GAP = 6
_SMALL_INDENT = 16
_RULE = 11
"""For the rule above a block, with what is free over and under it."""
_BOTTOM = 5


def card_box(card: Card, theme: Theme, *, bare: bool) -> Box:
    """How much room a card takes, without its tabs; `bare`: it has none."""
    fonts, padding = theme.fonts, theme.distances.padding
    titles, subtitles, blocks = _titles(card, theme), _subtitles(card, theme), _blocks(card, theme)
    widths = [
        max(width(line, fonts.card_title) for line in titles) + _indent(card) + marks_width(card.marks),
        *(width(line, fonts.small) + _indent(card) for line in subtitles),
        *(
            width(line, fonts.small) + (_SMALL_INDENT if sign_name else 0)
            for block in blocks
            for line, sign_name in block
        ),
    ]
    head = _ABOVE + len(titles) * fonts.card_title.line_height + len(subtitles) * fonts.small.line_height + _BELOW
    foot = sum(_RULE + len(block) * fonts.small.line_height for block in blocks) + _BOTTOM
    return Box(card.id, max(_NARROWEST, ceil(max(widths))) + 2 * padding, head, foot, bare)


def draw_card(card: Card, place: PlacedBox, theme: Theme) -> str:
    """The card without its tabs."""
    rect = place.rect
    corner = theme.distances.corner
    body = element("rect", class_=card.tone, x=rect.x, y=rect.y, width=rect.width, height=rect.height, rx=corner)
    parts = joined((body, *_head(card, place.head, theme), *_foot(card, place.foot, theme)))
    linked = element("a", parts, href=card.link) if card.link else parts
    return element("g", described(card.title, card.tooltip), linked, id=card.id)


def _head(card: Card, rect: Rect, theme: Theme) -> Iterator[str]:
    title, small, padding = theme.fonts.card_title, theme.fonts.small, theme.distances.padding
    x, y = rect.x + padding, rect.y + _ABOVE
    if card.sign:
        yield sign(card.sign, x, y + title.line_height / 2, tone=card.tone)
    yield from draw_marks(card.marks, rect.right - padding, y + title.line_height / 2)
    for line in _titles(card, theme):
        yield line_of_text(line, x + _indent(card), y + title.size, title, class_=f"card-title on-{card.tone}")
        y += title.line_height
    for line in _subtitles(card, theme):
        yield line_of_text(line, x + _indent(card), y + small.size - 1, small, class_=f"small on-{_quiet(card)}")
        y += small.line_height


def _foot(card: Card, rect: Rect, theme: Theme) -> Iterator[str]:
    small = theme.fonts.small
    x, y = rect.x + theme.distances.padding, rect.y
    for block in _blocks(card, theme):
        yield element(
            "path", class_=f"{card.tone} rule", d=f"M{number(rect.x)} {number(y + _RULE / 2)}h{number(rect.width)}"
        )
        y += _RULE
        for line, sign_name in block:
            if sign_name:
                yield small_sign(sign_name, x, y + small.line_height / 2, tone=_quiet(card))
            indent = _SMALL_INDENT if sign_name else 0
            yield line_of_text(line, x + indent, y + small.size, small, class_=f"small on-{_quiet(card)}")
            y += small.line_height


def _titles(card: Card, theme: Theme) -> tuple[str, ...]:
    return wrap(card.title, theme.fonts.card_title, theme.distances.widest_card_title)


def _subtitles(card: Card, theme: Theme) -> tuple[str, ...]:
    return wrap(card.subtitle, theme.fonts.small, theme.distances.widest_card_title) if card.subtitle else ()


def _blocks(card: Card, theme: Theme) -> list[list[tuple[str, str]]]:
    """What stands below the tabs: blocks of lines, each line with the name of its sign or ""."""
    small, widest = theme.fonts.small, theme.distances.widest_card_title
    details = [(line, "") for detail in card.details for line in wrap(f"• {detail}", small, widest)]
    footer = wrap(card.footer, small, widest) if card.footer else ()
    owner = [(line, card.footer_sign) for line in footer]
    blocks = [
        [(line, "") for text in block for line in wrap(text, small, theme.distances.widest_card_text)]
        for block in card.blocks
    ]
    return [block for block in (details, *blocks, owner) if block]


def _quiet(card: Card) -> str:
    """The colour of small text on a card: muted, as far as that can be read."""
    return card.tone if card.tone in _COLOURED else "muted"


def _indent(card: Card) -> float:
    return SIZE + _SIGN_GAP if card.sign else 0
