"""The known name that somebody may have meant. Knows nothing of where names come from."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that is most like `name`, whatever the case of its letters; None if none is."""
    from difflib import get_close_matches  # noqa: PLC0415 — only who has made a mistake pays for importing it

    by_folded = {each.casefold(): each for each in known}
    found = get_close_matches(name.casefold(), by_folded, n=1, cutoff=0.7)
    return by_folded[found[0]] if found else None
