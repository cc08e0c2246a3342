"""Which fonts a picture needs, and which characters no font of the machine has.

Knows where ctxmap's own font is; it has all of Latin, Greek and Cyrillic, so a picture without other characters comes
out the same on every machine. fontTools, which comes with the extra `png`, is imported here only.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from functools import cache
from pathlib import Path

FAMILY = "Ctxmap Sans"
FOLDER = Path(__file__).parent / "_fonts"
_BOLD, _REGULAR = FOLDER / "CtxmapSans-Bold.ttf", FOLDER / "CtxmapSans-Regular.ttf"
_WITHOUT_GLYPH = frozenset("\n\t\u200c\u200d\u200e\u200f\ufe0e\ufe0f")
"""Joiners, direction marks and variation selectors ask a font for nothing of their own."""


def beyond_own(text: str) -> Set[str]:
    """The characters of a text that ctxmap's own font lacks."""
    return frozenset(text) - _WITHOUT_GLYPH - _own()


def missing(characters: Set[str], fonts: Iterable[tuple[str, int]]) -> Set[str]:
    """Those that none of the fonts has: files, each with the place of the font in it."""
    left = set(characters)
    for path, index in sorted(fonts, key=_is_unlikely):
        if not left:
            break
        left -= _cover(path, index)
    return left


def _is_unlikely(font: tuple[str, int]) -> bool:
    """Fonts for East Asian texts come first, since these are what is asked for most."""
    return not any(part in font[0] for part in ("CJK", "Noto", "Emoji", "Hei"))


@cache
def _own() -> Set[str]:
    return _cover(str(_REGULAR), 0) & _cover(str(_BOLD), 0)


@cache
def _cover(path: str, index: int) -> Set[str]:
    """The characters of a font; none of a file that can't be read."""
    from fontTools.ttLib import TTFont, TTLibError  # noqa: PLC0415

    try:
        with TTFont(path, fontNumber=index, lazy=True) as font:
            return frozenset(map(chr, font.getBestCmap() or ()))
    except (OSError, TTLibError):
        return frozenset()
