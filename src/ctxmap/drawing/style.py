"""The style sheet of a picture: a rule for everything in it that has a colour, once for light and once for dark.

Colours stand in the rules as they are: with custom properties some renderers paint everything black. `core` fills and
edges a shape, `on-core` is text on it, `pen-core` a sign on it; `stroke-sync` colours a line, `on-sync` its arrowhead;
`stroke-added` and `edge-added` do so in the colour of a surface's edge.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator

from ctxmap.drawing.text import Font
from ctxmap.drawing.theme import DEFAULT, Fonts, Palette, Theme, Tone

_SHAPES = {
    "line": "fill:none;stroke-width:1.4;stroke-linejoin:round",
    "solid": "stroke-width:1.9",
    "dashes": "stroke-width:1.9;stroke-dasharray:7 4",
    "dots": "stroke-width:2.2;stroke-dasharray:.1 4.4;stroke-linecap:round",
    "heavy-2": "stroke-width:2.7",
    "heavy-3": "stroke-width:3.6",
    "rail": "stroke-width:6;stroke-dasharray:7 4",
    "bed": "stroke-width:3.6",
    "rail-2": "stroke-width:7",
    "bed-2": "stroke-width:4.6",
    "rail-3": "stroke-width:8.5",
    "bed-3": "stroke-width:6.1",
    "open": "fill:none;stroke-width:1.9;stroke-linecap:round;stroke-linejoin:round",
    "sign": "fill:none;stroke-width:1.3;stroke-linecap:round;stroke-linejoin:round",
    "foreign": "stroke-dasharray:5 3",
    "removed": "stroke-dasharray:5 3",
    "gone": "stroke-dasharray:1 5;stroke-linecap:round",
    "rule": "stroke-dasharray:none",
    "life": "stroke-dasharray:2 4",
}
_CLASSES = re.compile('class="([^"]+)"')

Rule = tuple[str, str]
"""A class, and what is declared for it."""


def style_sheet(body: str, theme: Theme = DEFAULT) -> str:
    """The rules for the classes that occur in `body`, for inside an element of class `ctxmap`."""
    used = {name for names in _CLASSES.findall(body) for name in names.split()}
    light = _written([*_SHAPES.items(), *_fonts(theme.fonts), *_colours(theme.light)], used)
    dark = _written(_colours(theme.dark), used)
    return "\n".join(
        (
            f".ctxmap{{font-family:{theme.fonts.family}}}",
            ".ctxmap a{text-decoration:none}.ctxmap a:hover rect{stroke-width:2.4}",
            *light,
            "@media (prefers-color-scheme:dark){",
            *dark,
            "}",
        )
    )


def _written(rules: Iterable[Rule], used: Container[str]) -> list[str]:
    return [f".ctxmap .{name}{{{declared}}}" for name, declared in rules if name in used]


def _fonts(fonts: Fonts) -> Iterator[Rule]:
    for field in fonts.__struct_fields__:
        font: Font | str = getattr(fonts, field)
        if isinstance(font, Font):
            yield field.replace("_", "-"), f"font-size:{font.size:g}px" + (";font-weight:700" if font.bold else "")


def _colours(palette: Palette) -> Iterator[Rule]:
    yield "bed", f"stroke:{palette.ground.fill}"
    for field in palette.__struct_fields__:
        colour: Tone | str = getattr(palette, field)
        name = field.replace("_", "-")
        if isinstance(colour, Tone):
            yield name, f"fill:{colour.fill};stroke:{colour.edge}"
            yield f"stroke-{name}", f"stroke:{colour.edge}"
            yield f"edge-{name}", f"fill:{colour.edge}"
        else:
            yield f"stroke-{name}", f"stroke:{colour}"
        ink = colour.ink if isinstance(colour, Tone) else colour
        yield f"on-{name}", f"fill:{ink}"
        yield f"pen-{name}", f"stroke:{ink}"
