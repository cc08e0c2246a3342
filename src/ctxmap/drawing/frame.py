"""What stands round every picture: a heading above it, a legend below, and the SVG document that holds all of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from ctxmap.drawing.diagram import Entry
from ctxmap.drawing.legend import draw_legend, legend_height, legend_width
from ctxmap.drawing.style import style_sheet
from ctxmap.drawing.svg import described, element, joined, line_of_text, number
from ctxmap.drawing.text import Font, wrap
from ctxmap.drawing.theme import Theme
from ctxmap.layout import Point

_NARROWEST = 420
_AFTER_HEADING = 16
_BEFORE_LEGEND = 14


class Heading(msgspec.Struct, frozen=True):
    """What a picture is called, a line below that, and what it shows in a sentence, for those who can't see it."""

    title: str
    subtitle: str
    description: str


def around(heading: Heading, legend: Sequence[Entry], width: float, theme: Theme) -> tuple[float, float]:
    """How much a document of that width has to the sides of what is drawn, and how much above and below it."""
    margin = theme.distances.margin
    room = width - 2 * margin
    above = sum(font.line_height for _, font, _ in _lines(heading, room, theme)) + _AFTER_HEADING
    return 2 * margin, 2 * margin + above + _BEFORE_LEGEND + legend_height(legend, room, theme)


def framed(heading: Heading, size: tuple[float, float], things: str, legend: Sequence[Entry], theme: Theme) -> str:
    """The document: `things` are what is drawn on a ground of that size (width, height), from (0, 0) on."""
    room = max(size[0], _NARROWEST, legend_width(legend, theme))
    margin = theme.distances.margin
    lines = list(_lines(heading, room, theme))
    top = margin + sum(font.line_height for _, font, _ in lines) + _AFTER_HEADING
    below = top + size[1] + _BEFORE_LEGEND
    total = room + 2 * margin, below + legend_height(legend, room, theme) + margin
    body = joined(
        (
            element("rect", class_="ground", width=total[0], height=total[1]),
            *_written(lines, margin),
            element("g", things, transform=f"translate({margin} {number(top)})"),
            draw_legend(legend, Point(margin, below), room, theme),
        )
    )
    picture = element(
        "svg",
        described(heading.title, heading.description),
        element("style", style_sheet(body, theme)),
        body,
        xmlns="http://www.w3.org/2000/svg",
        class_="ctxmap",
        role="img",
        width=total[0],
        height=total[1],
        viewBox=f"0 0 {number(total[0])} {number(total[1])}",
    )
    return f"{picture}\n"


def _lines(heading: Heading, room: float, theme: Theme) -> Iterator[tuple[str, Font, str]]:
    large, small = theme.fonts.heading, theme.fonts.small
    yield from ((line, large, "heading on-ground") for line in wrap(heading.title, large, room))
    if heading.subtitle:
        yield from ((line, small, "small on-muted") for line in wrap(heading.subtitle, small, room))


def _written(lines: Sequence[tuple[str, Font, str]], margin: float) -> Iterator[str]:
    y = margin
    for text, font, class_ in lines:
        yield line_of_text(text, margin, y + font.size, font, class_=class_)
        y += font.line_height
