"""Whether what is drawn in a palette's colours can be read: contrasts by the Web Content Accessibility Guidelines 2."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from ctxmap.drawing.theme import Palette, Tone

TEXT = 4.5
"""The least contrast of text to what it stands on (success criterion 1.4.3)."""
LINE = 3.0
"""The least contrast of a line (success criterion 1.4.11)."""
_SURFACES = ("ground", "area", "core", "supporting", "generic")
_LINES = ("plain", "sync", "message", "equal")
_EDGES = ("added", "removed", "changed", "unchanged")
_NEUTRAL = ("ground", "area")
"""Lines that tell a change have the colours of edges, and are drawn on nothing else."""
_MUTED_ON = (*_SURFACES, "card", "foreign")


class Faint(msgspec.Struct, frozen=True):
    """A colour that can't be told well enough from what it is drawn on; both by their ways in the palette."""

    colour: tuple[str, ...]
    ground: tuple[str, ...]
    contrast: float
    least: float


def faint(palette: Palette) -> Iterator[Faint]:
    """What is too faint in a palette, texts first."""
    for name in palette.__struct_fields__:
        if isinstance(getattr(palette, name), Tone):
            yield from _judged(palette, (name, "ink"), (name, "fill"), TEXT)
    for name in _SURFACES:
        yield from _judged(palette, ("ground", "ink"), (name, "fill"), TEXT) if name != "ground" else ()
    for name in _MUTED_ON:
        yield from _judged(palette, ("muted",), (name, "fill"), TEXT)
    for line in _LINES:
        for name in _SURFACES:
            yield from _judged(palette, (line,), (name, "fill"), LINE)
    for edge in _EDGES:
        for name in _NEUTRAL:
            yield from _judged(palette, (edge, "edge"), (name, "fill"), LINE)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _judged(palette: Palette, colour: tuple[str, ...], ground: tuple[str, ...], least: float) -> Iterator[Faint]:
    found = contrast(_at(palette, colour), _at(palette, ground))
    if found < least:
        yield Faint(colour, ground, found, least)


def _at(palette: Palette, way: tuple[str, ...]) -> str:
    value = getattr(palette, way[0])
    return getattr(value, way[1]) if isinstance(value, Tone) else value


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
