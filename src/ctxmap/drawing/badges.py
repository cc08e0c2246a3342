"""Badges: what a card is to a connector, as a tab inside the card's edge."""

from __future__ import annotations

from ctxmap.drawing.diagram import Badge
from ctxmap.drawing.svg import described, element, line_of_text
from ctxmap.drawing.text import width
from ctxmap.drawing.theme import Theme
from ctxmap.layout import Rect, Size

_ROOM = 4
"""Above and below the text together."""
_PADDING = 6


def badge_size(badge: Badge, theme: Theme) -> Size:
    """How much room a badge takes."""
    font = theme.fonts.badge
    return Size(round(width(badge.text, font)) + 2 * _PADDING, font.line_height + _ROOM)


def draw_badge(badge: Badge, rect: Rect, theme: Theme) -> str:
    """The badge."""
    font = theme.fonts.badge
    baseline = rect.y + round((rect.height + font.cap_height) / 2)
    return element(
        "g",
        described(badge.tooltip) if badge.tooltip else "",
        element("rect", class_=badge.tone, x=rect.x, y=rect.y, width=rect.width, height=rect.height, rx=4),
        line_of_text(badge.text, rect.center.x, baseline, font, class_=f"badge on-{badge.tone}", anchor="middle"),
    )
