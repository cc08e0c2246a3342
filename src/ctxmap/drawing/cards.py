"""Cards: title with a sign, tabs, details, and a footer; what isn't ours is dashed and muted."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil
from typing import get_args

from ctxmap.drawing.diagram import Card, NoteTone
from ctxmap.drawing.marks import draw_marks, marks_width
from ctxmap.drawing.signs import SIZE, sign, small_sign
from ctxmap.drawing.svg import described, element, joined, line_of_text, number
from ctxmap.drawing.text import width, wrap
from ctxmap.drawing.theme import CARD_TITLE, CORNER, PADDING, SMALL, WIDEST_CARD_TEXT, WIDEST_CARD_TITLE
from ctxmap.layout import Box, PlacedBox, Rect

_NARROWEST = 96
_COLOURED = get_args(NoteTone)
_ABOVE = 8
_BELOW = 8
_SIGN_GAP = 6
_SMALL_INDENT = 16
_RULE = 11
"""For the rule above a block, with what is free over and under it."""
_BOTTOM = 5


def card_box(card: Card, *, bare: bool) -> Box:
    """How much room a card takes, without its tabs; `bare`: it has none."""
    titles, subtitles, blocks = _titles(card), _subtitles(card), _blocks(card)
    widths = [
        max(width(line, CARD_TITLE) for line in titles) + _indent(card) + marks_width(card.marks),
        *(width(line, SMALL) + _indent(card) for line in subtitles),
        *(width(line, SMALL) + (_SMALL_INDENT if sign_name else 0) for block in blocks for line, sign_name in block),
    ]
    head = _ABOVE + len(titles) * CARD_TITLE.line_height + len(subtitles) * SMALL.line_height + _BELOW
    foot = sum(_RULE + len(block) * SMALL.line_height for block in blocks) + _BOTTOM
    return Box(card.id, max(_NARROWEST, ceil(max(widths))) + 2 * PADDING, head, foot, bare)


def draw_card(card: Card, place: PlacedBox) -> str:
    """The card without its tabs."""
    rect = place.rect
    body = element("rect", class_=card.tone, x=rect.x, y=rect.y, width=rect.width, height=rect.height, rx=CORNER)
    parts = joined((body, *_head(card, place.head), *_foot(card, place.foot)))
    linked = element("a", parts, href=card.link) if card.link else parts
    return element("g", described(card.title, card.tooltip), linked, id=card.id)


def _head(card: Card, rect: Rect) -> Iterator[str]:
    x, y = rect.x + PADDING, rect.y + _ABOVE
    if card.sign:
        yield sign(card.sign, x, y + 1, tone=card.tone)
    yield from draw_marks(card.marks, rect.right - PADDING, y + CARD_TITLE.line_height / 2)
    for line in _titles(card):
        yield line_of_text(line, x + _indent(card), y + 14, CARD_TITLE, class_=f"card-title on-{card.tone}")
        y += CARD_TITLE.line_height
    for line in _subtitles(card):
        yield line_of_text(line, x + _indent(card), y + 10, SMALL, class_=f"small on-{_quiet(card)}")
        y += SMALL.line_height


def _foot(card: Card, rect: Rect) -> Iterator[str]:
    x, y = rect.x + PADDING, rect.y
    for block in _blocks(card):
        yield element(
            "path", class_=f"{card.tone} rule", d=f"M{number(rect.x)} {number(y + _RULE / 2)}h{number(rect.width)}"
        )
        y += _RULE
        for line, sign_name in block:
            if sign_name:
                yield small_sign(sign_name, x, y, tone=_quiet(card))
            indent = _SMALL_INDENT if sign_name else 0
            yield line_of_text(line, x + indent, y + 11, SMALL, class_=f"small on-{_quiet(card)}")
            y += SMALL.line_height


def _titles(card: Card) -> tuple[str, ...]:
    return wrap(card.title, CARD_TITLE, WIDEST_CARD_TITLE)


def _subtitles(card: Card) -> tuple[str, ...]:
    return wrap(card.subtitle, SMALL, WIDEST_CARD_TITLE) if card.subtitle else ()


def _blocks(card: Card) -> list[list[tuple[str, str]]]:
    """What stands below the tabs: blocks of lines, each line with the name of its sign or ""."""
    details = [(line, "") for detail in card.details for line in wrap(f"• {detail}", SMALL, WIDEST_CARD_TITLE)]
    footer = wrap(card.footer, SMALL, WIDEST_CARD_TITLE) if card.footer else ()
    owner = [(line, card.footer_sign) for line in footer]
    blocks = [[(line, "") for text in block for line in wrap(text, SMALL, WIDEST_CARD_TEXT)] for block in card.blocks]
    return [block for block in (details, *blocks, owner) if block]


def _quiet(card: Card) -> str:
    """The colour of small text on a card: muted, as far as that can be read."""
    return card.tone if card.tone in _COLOURED else "muted"


def _indent(card: Card) -> float:
    return SIZE + _SIGN_GAP if card.sign else 0
