"""How wide a text is, and where it breaks into lines: worked out here, so that every machine draws the same picture.

Widths come from the font metrics in `metrics`. East Asian wide characters are one em, combining marks nothing; a
character that no table knows is taken for a broad one. Knows nothing of pictures.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import zip_longest
from math import ceil
from typing import Annotated

import msgspec

from ctxmap.drawing.metrics import BOLD, REGULAR

Size = Annotated[int, msgspec.Meta(ge=11)]
"""Of a font, in pixels; nothing is set smaller."""
_UNKNOWN = 650
_WIDE = 1000
_LONGEST_PART = 24
"""Characters after which a word is cut even where it has no border."""
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CLOSING = "、。，．・：；！？）」』】〕》〉"
"""East Asian punctuation that may not begin a line."""
_EAST_ASIAN = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
_WORD = re.compile(rf"(?<= )(?=[^ ])|(?<=[{_CLOSING}])(?=[^ {_CLOSING}])")
"""Between words: after blanks, and after East Asian punctuation."""
_PART = re.compile(
    r"(?<=[-_/.,:;])(?=\w)|(?<=[^\W\d_A-Z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])"
    rf"|(?<=[{_EAST_ASIAN}])(?=[^ {_EAST_ASIAN}])|(?<=[^ {_EAST_ASIAN}])(?=[{_EAST_ASIAN}])"
)
"""Inside a word: after punctuation, before a capital as in camelCase and HTTPServer, and where the script changes."""


class Font(msgspec.Struct, frozen=True):
    """A size in pixels and a weight."""

    size: Size
    bold: bool = False

    @property
    def line_height(self) -> float:
        """From one line to the next."""
        return round(self.size * 1.3)

    @property
    def cap_height(self) -> float:
        """How high a capital letter is, without what stands below the baseline."""
        return self.size * 0.72


def clean(text: str) -> str:
    """The text with what XML forbids (control characters, halves of surrogate pairs) replaced."""
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)


def width(text: str, font: Font) -> float:
    """How wide a line of text is, in pixels."""
    return _length(text, font.bold) * font.size / 1000


def wrap(text: str, font: Font, limit: float) -> tuple[str, ...]:
    """The text in lines no wider than `limit`, unless a part of a word is; at least one line.

    A word that is wider than a line breaks inside, at its borders. East Asian words show none; they are kept whole
    wherever they fit on a line.
    """
    lines = [""]
    for word in _WORD.split(re.sub("[ \t\n\r\f\v]+", " ", clean(text).strip())):
        for piece in [word] if width(word, font) <= limit else _parts(word, font, limit):
            if lines[-1] and width((lines[-1] + piece).rstrip(" "), font) > limit:
                lines.append("")
            lines[-1] += piece
    return tuple(line.rstrip(" ") for line in lines)


def _parts(word: str, font: Font, limit: float) -> Iterator[str]:
    """The parts of a word between its borders; one that is still too long, in pieces of about the same length."""
    for part in _PART.split(word):
        is_wide = unicodedata.east_asian_width(part[:1] or " ") in "WF"
        longest = max(1, int(limit // font.size)) if is_wide else _LONGEST_PART
        count = max(1, min(ceil(len(part) / longest), len(part.rstrip(_CLOSING))))
        borders = [i * len(part) // count for i in range(count)]
        yield from (part[start:end] for start, end in zip_longest(borders, borders[1:]))


@lru_cache(maxsize=10_000)
def _length(text: str, bold: bool) -> int:
    return sum(_advance(character, bold) for character in text)


@cache
def _advance(character: str, bold: bool) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf", "Cc"):
        return 0
    widths = _widths(bold)
    base = unicodedata.normalize("NFD", character)[0]
    known = widths.get(character, widths.get(base))
    if known is not None:
        return known
    return _WIDE if unicodedata.east_asian_width(character) in "WF" else _UNKNOWN


@cache
def _widths(bold: bool) -> dict[str, int]:
    table = BOLD if bold else REGULAR
    return {character: width for width, characters in table.items() for character in characters}
