"""In which bodies a keyword may begin a member, read off the automaton itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from ctxmap.syntax.automaton import Lookahead, automaton
from ctxmap.syntax.tables import NAME, STRING

_HEADS: Final = (("{",), (NAME, "{"), (NAME, STRING, "{"), (NAME, "of", NAME, "{"))
_SPEAKING_FOR_OTHERS: Final = ("Entity", "Service")
"""Of several declarations with one kind of body, the one that is named."""


@cache
def places_of(keyword: str) -> Sequence[str]:
    """The keywords of the declarations whose bodies may have a member that begins with `keyword`."""
    return tuple(owner for owner, members in _bodies().items() if keyword in members)


@cache
def _bodies() -> dict[str, frozenset[str]]:
    owners: dict[int, list[str]] = {}
    inside: dict[int, frozenset[str]] = {}
    waiting = [Lookahead([0])]
    while waiting:
        body = waiting.pop(0)
        for keyword, opened in _opened_in(body):
            owners.setdefault(opened.state, []).append(keyword)
            if opened.state not in inside:
                inside[opened.state] = _keywords(opened)
                waiting.append(opened)
    return {_spokesman(owners[state]): members for state, members in inside.items()}


def _opened_in(body: Lookahead) -> Iterator[tuple[str, Lookahead]]:
    relationship = body.copy()
    if all(relationship.shift(key) for key in (NAME, "->", NAME, "{")):
        yield "relationship", relationship
    for keyword in sorted(_keywords(body)):
        for head in _HEADS:
            lookahead = body.copy()
            if lookahead.shift(keyword) and all(lookahead.fits(key) and lookahead.shift(key) for key in head):
                yield keyword, lookahead
                break


def _keywords(lookahead: Lookahead) -> frozenset[str]:
    return frozenset(key for key in automaton().rows[lookahead.state] if key[0].isalpha())


def _spokesman(owners: list[str]) -> str:
    return next((owner for owner in _SPEAKING_FOR_OTHERS if owner in owners), owners[0])
