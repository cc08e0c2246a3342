"""Badges: what a card is to a connector, as a tab inside the card's edge."""

from __future__ import annotations

from ctxmap.drawing.diagram import Badge
from ctxmap.drawing.svg import described, element, line_of_text
from ctxmap.drawing.text import width
from ctxmap.drawing.theme import BADGE
from ctxmap.layout import Rect, Size

_HEIGHT = 18
_PADDING = 6


def badge_size(badge: Badge) -> Size:
    """How much room a badge takes."""
    return Size(round(width(badge.text, BADGE)) + 2 * _PADDING, _HEIGHT)


def draw_badge(badge: Badge, rect: Rect) -> str:
    """The badge."""
    return element(
        "g",
        described(badge.tooltip) if badge.tooltip else "",
        element("rect", class_=badge.tone, x=rect.x, y=rect.y, width=rect.width, height=rect.height, rx=4),
        line_of_text(badge.text, rect.center.x, rect.y + 13, BADGE, class_=f"badge on-{badge.tone}", anchor="middle"),
    )
