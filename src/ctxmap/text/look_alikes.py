"""Names that look the same and are not: a Cyrillic `С` in `Сart`.

The table has the letters of other scripts that most fonts draw as Latin ones (a part of the data of Unicode Technical
Standard 39, "Unicode Security Mechanisms"). Letters that only resemble each other, such as `α` and `a`, are not in it:
people write `αValue` on purpose.
"""

from __future__ import annotations

from collections.abc import Iterable
from unicodedata import name, normalize

_LATIN = str.maketrans(
    # Cyrillic, Greek, Armenian, and Latin letters that are not in ASCII
    "АВЕЅІЈКМНОРСТУХҮԌԚԜаеѕіјорсухһԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧοօսհցɑɡı",
    "ABESIJKMHOPCTYXYGQWaesijopcyxhdqwABEZHIKMNOPTYXoouhgagi",
)


def skeleton(name: str) -> str:
    """The name as it looks: equal for names that look the same."""
    return name if name.isascii() else normalize("NFKC", name).translate(_LATIN)


def look_alike(name: str, others: Iterable[str]) -> str | None:
    """The first other name that looks the same as a name, and isn't."""
    looks = skeleton(name)
    candidates = (each for each in others if not (name.isascii() and each.isascii()))
    return next((each for each in candidates if each != name and skeleton(each) == looks), None)


def is_disguised(name: str) -> bool:
    """Whether a name reads as one of Latin letters, though some of its letters, not all, are of another script."""
    looks = skeleton(name)
    return looks != name and looks.isascii() and any(map(_is_latin, name))


def difference(name: str, other: str) -> str:
    """The first letter in which two names that look the same differ: `"С" is CYRILLIC CAPITAL LETTER ES`."""
    one, two = (normalize("NFC", each) for each in (name, other))
    strange = next((a if not a.isascii() else b for a, b in zip(one, two, strict=False) if a != b), "")
    return f'"{strange}" is {_name(strange)}' if strange else "some of its characters are wider"


def _name(letter: str) -> str:
    return name(letter, f"U+{ord(letter):04X}")


def _is_latin(letter: str) -> bool:
    return letter.isascii() and letter.isalpha()
