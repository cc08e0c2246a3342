"""What a tooltip says of something that is to be removed."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.model.elements import Named, Relationship
from ctxmap.pictures.words import Words


def deprecation(words: Words, element: Named | Relationship) -> Iterator[str]:
    """`deprecated, removal 2027-03-31`; nothing if it isn't deprecated."""
    if element.is_deprecated:
        yield words.removal.format(element.removal) if element.removal else words.deprecated
