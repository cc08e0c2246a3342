"""When names of aggregates in two contexts are the same word: `Payment`, `Payments`, `OrderPayment` in `Order`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from ctxmap.analyses.english import singular, words
from ctxmap.model.elements import BoundedContext

Key = tuple[str, ...]
"""The words of a name in the singular, without the name of the context before them."""


def key_of(context: BoundedContext, name: str) -> Key:
    """What the names of one word have in common, the names of contexts aside."""
    whole, prefix = _key(name), _key(context.name)
    if prefix[-1:] == ("context",):
        prefix = prefix[:-1]
    begins = bool(prefix) and len(prefix) < len(whole) and _in_singular(whole[: len(prefix)]) == prefix
    return whole[len(prefix) :] if begins else whole


def spoken_of(name: str) -> Iterator[Key]:
    """The words that a name may be about: of `PaymentMethodChanged`, `payment`, `method`, `payment method` …"""
    parts = _key(name)
    for start in range(len(parts)):
        for end in range(start + 1, len(parts) + 1):
            yield (*parts[start : end - 1], singular(parts[end - 1]))


@lru_cache(maxsize=100_000)  # models that share files have the same names
def _key(name: str) -> Key:
    return _in_singular(words(name) or (name.casefold(),))


def _in_singular(name: Sequence[str]) -> Key:
    *others, last = name
    return (*others, singular(last))
