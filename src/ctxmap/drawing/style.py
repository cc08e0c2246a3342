"""The style sheet of a picture: a class for everything that has a colour, once for light and once for dark.

Colours stand in the rules as they are: with custom properties some renderers paint everything black. `core` fills and
edges a shape, `on-core` is text on it; `stroke-sync` colours a line, `head-sync` its arrowhead.
"""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.drawing import theme
from ctxmap.drawing.text import Font
from ctxmap.drawing.theme import DARK, LIGHT, Palette, Tone

_FONTS = {
    "heading": theme.HEADING,
    "card-title": theme.CARD_TITLE,
    "area-title": theme.AREA_TITLE,
    "area-kind": theme.AREA_KIND,
    "badge": theme.BADGE,
    "label": theme.LABEL,
    "small": theme.SMALL,
}
_SHAPES = (
    f".ctxmap{{font-family:{theme.FONT_FAMILY}}}",
    ".ctxmap a{text-decoration:none;cursor:pointer}",
    ".ctxmap .line{fill:none;stroke-width:1.4;stroke-linejoin:round}",
    ".ctxmap .solid{stroke-width:1.9}",
    ".ctxmap .dashes{stroke-width:1.9;stroke-dasharray:7 4}",
    ".ctxmap .rail{stroke-width:6;stroke-dasharray:7 4}",
    ".ctxmap .open{fill:none;stroke-width:1.9;stroke-linecap:round;stroke-linejoin:round}",
    ".ctxmap .sign{fill:none;stroke-width:1.3;stroke-linecap:round;stroke-linejoin:round}",
    ".ctxmap .foreign{stroke-dasharray:5 3}",
    ".ctxmap .rule{stroke-dasharray:none}",
    ".ctxmap .bed{stroke-width:3.6}",
    ".ctxmap a:hover .card,.ctxmap a:hover .foreign{stroke-width:2.4}",
)


def style_sheet() -> str:
    """All rules; every one of them is for what stands inside an element of class `ctxmap`."""
    fonts = (f".ctxmap .{name}{{{_font(font)}}}" for name, font in _FONTS.items())
    dark = "".join(_colours(DARK))
    return "\n".join((*_SHAPES, *fonts, *_colours(LIGHT), f"@media (prefers-color-scheme:dark){{{dark}}}"))


def _font(font: Font) -> str:
    return f"font-size:{font.size:g}px" + (";font-weight:700" if font.bold else "")


def _colours(palette: Palette) -> Iterator[str]:
    yield f".ctxmap .bed{{stroke:{palette.ground.fill}}}"
    for name in palette.__struct_fields__:
        colour: Tone | str = getattr(palette, name)
        if isinstance(colour, Tone):
            yield f".ctxmap .{name}{{fill:{colour.fill};stroke:{colour.edge}}}"
            yield f".ctxmap .on-{name}{{fill:{colour.ink}}}.ctxmap .sign.on-{name}{{fill:none;stroke:{colour.ink}}}"
        else:
            yield f".ctxmap .on-{name}{{fill:{colour}}}.ctxmap .sign.on-{name}{{fill:none;stroke:{colour}}}"
            yield f".ctxmap .sign.full.on-{name}{{fill:{colour}}}.ctxmap .stroke-{name}{{stroke:{colour}}}"
