"""Characters as a terminal shows them: what steers it is shown as a picture, and how much room the others take."""

from __future__ import annotations

from unicodedata import category, east_asian_width

_TAB = "    "


def visible(text: str) -> str:
    """The text on one line, without anything that could steer a terminal."""
    return text if text.isascii() and text.isprintable() else "".join(map(_picture, text))


def _picture(character: str) -> str:
    if character == "\t":
        return _TAB
    if character < " ":
        return chr(0x2400 + ord(character))
    return "\N{REPLACEMENT CHARACTER}" if category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp") else character


def width(text: str) -> int:
    """How many columns of a terminal it takes (Unicode Standard Annex 11: wide and full-width characters take two)."""
    if text.isascii():
        return len(text)
    return sum(0 if category(c) in ("Mn", "Me") else 2 if east_asian_width(c) in "WF" else 1 for c in text)
