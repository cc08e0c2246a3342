"""Imports of other languages: several files at once, names from a file, angle brackets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ctxmap.syntax.recovery.edit import Edit, Made, Piece, Place, made, reported
from ctxmap.syntax.tables import DOTTED, END, STRING

_MOST_TOKENS: Final = 24


def candidates(place: Place) -> Iterator[Edit]:
    """One import for each file."""
    if place.key != "import" or not place.begins_member or not place.fits("import"):
        return
    keys, texts, at = place.tokens.keys, place.tokens.texts, place.at
    end = at + 1
    while end < at + _MOST_TOKENS and keys[end] not in (END, ";") and not place.lines.begins(end):
        end += 1
    if keys[at + 1] == "<" and keys[at + 2] == DOTTED and keys[at + 3] == ">" and end == at + 4:
        read: tuple[Piece, ...] = (at, Made(STRING, f'"{texts[at + 2]}"'))
        yield _edit(place, end, read, "a file is imported by its path in quotes")
    files = [token for token in range(at + 1, end) if keys[token] == STRING]
    if keys[at + 1 : end] == [STRING, *[",", STRING] * (len(files) - 1)] and len(files) > 1:
        several = tuple(piece for token in files for piece in (*made("import"), token))
        yield _edit(place, end, several, "each file has an import of its own")
    elif len(files) == 1 and files[0] == end - 1 and texts[end - 2] == "from":
        yield _edit(place, end, (at, files[0]), "a file is imported as a whole, not by names")


def _edit(place: Place, end: int, read: tuple[Piece, ...], message: str) -> Edit:
    texts = place.tokens.texts
    meant = "  ".join(" ".join(_text(texts, piece) for piece in read[n : n + 2]) for n in range(0, len(read), 2))
    cost = 0.25 - 0.25 * (place.error - place.at)
    return Edit(place.at, end, read, cost, reported(message, meant, sure=True))


def _text(texts: list[str], piece: Piece) -> str:
    return texts[piece] if isinstance(piece, int) else piece.text
