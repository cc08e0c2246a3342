"""The known name that somebody may have meant. Knows nothing of where names come from."""

from __future__ import annotations

import re
from collections.abc import Iterable

_ALIKE = 0.7
_CANDIDATES = 8
_WORD = re.compile(r"[A-Z]+(?![^A-Z_\d])|[A-Z]?[^A-Z_\d]+|\d+")
_SHORT, _LONG = 4, 10
"""In names shorter than the one, a single letter makes another word; longer ones than the other may differ in two."""


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that is most like `name`, whatever the case of its letters; None if none is.

    A word that both names begin or end with (`Context`, `Service`, `Team`) makes them no more alike: what is left has
    to be alike by itself.
    """
    from difflib import get_close_matches  # noqa: PLC0415 — only who has made a mistake pays for importing it

    by_folded = {each.casefold(): each for each in known}
    found = get_close_matches(name.casefold(), by_folded, n=_CANDIDATES, cutoff=_ALIKE)
    return next((by_folded[each] for each in found if _differ_alike(name, by_folded[each])), None)


def is_sure(name: str, meant: str, known: Iterable[str]) -> bool:
    """Whether nothing but `meant` can be meant: a slip of the finger away, and none of the other names nearly as near.

    A slip is a letter too many, too few, wrong, or in the other's place; other digits or another beginning are none.
    """
    slips = _slips(*_without_shared_words(name, meant))
    if slips is None:
        return False
    near = slips + 1 if slips else 0
    return not any(_is_within(name.casefold(), other.casefold(), near) for other in known if other != meant)


def _differ_alike(name: str, meant: str) -> bool:
    """Whether what two names don't share is alike, too."""
    from difflib import SequenceMatcher  # noqa: PLC0415

    one, other = _without_shared_words(name, meant)
    return SequenceMatcher(None, one, other).ratio() >= _ALIKE or _slips(one, other) is not None


def _without_shared_words(name: str, meant: str) -> tuple[str, str]:
    """Both names, case folded, without the words of `meant` at its ends that `name` has there, too, or nearly so."""
    words = [each.casefold() for each in _WORD.findall(meant)]
    rest = name.casefold()
    while len(words) > 1 and (shared := _shared(rest[-len(words[-1]) - 1 :], words[-1], from_end=True)):
        words.pop()
        rest = rest[: len(rest) - shared].rstrip("_")
    while len(words) > 1 and (shared := _shared(rest[: len(words[0]) + 1], words[0], from_end=False)):
        words.pop(0)
        rest = rest[shared:].lstrip("_")
    return rest, "".join(words)


def _shared(part: str, word: str, *, from_end: bool) -> int:
    """How many letters at that end of a part are the word, give or take a slip; 0 if they aren't it."""
    for length in (len(word), len(word) - 1, len(word) + 1):
        cut = part[-length:] if from_end else part[:length]
        if _SHORT <= len(cut) == length and _is_within(cut, word, int(length > _SHORT)):
            return length
    return 0


def _slips(name: str, meant: str) -> int | None:
    """How many slips lie between two words; None if they are too many to be slips, or tell two things apart."""
    if name == meant:
        return 0
    shorter = min(len(name), len(meant))
    most = 0 if shorter < _SHORT else 1 if shorter < _LONG else 2
    if name[:1] != meant[:1] or list(filter(str.isdigit, name)) != list(filter(str.isdigit, meant)):
        return None
    return next((slips for slips in range(1, most + 1) if _is_within(name, meant, slips)), None)


def _is_within(one: str, other: str, slips: int) -> bool:
    """Whether so many slips make one word of the other (the distance of Damerau and Levenshtein, bounded)."""
    if abs(len(one) - len(other)) > slips:
        return False
    same = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    one, other = one[same:], other[same:]
    if not one or not other or not slips:
        return len(one) + len(other) <= slips
    return (
        _is_within(one[1:], other[1:], slips - 1)
        or _is_within(one[1:], other, slips - 1)
        or _is_within(one, other[1:], slips - 1)
        or (one[:2] == other[1::-1] and _is_within(one[2:], other[2:], slips - 1))
    )
