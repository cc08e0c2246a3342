"""In which bodies a keyword may begin a member, read off the automaton itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from ctxmap.syntax.automaton import Lookahead, automaton
from ctxmap.syntax.tables import NAME, STRING

_HEADS: Final = (("{",), (NAME, "{"), (NAME, STRING, "{"), (NAME, "of", NAME, "{"))
_NAMED: Final = ("Entity", "Service")
"""Of several declarations with one kind of body, the one that is named."""


@cache
def places_of(keyword: str) -> Sequence[str]:
    """The keywords of the declarations whose bodies may have a member that begins with `keyword`."""
    return tuple(owner for owner, body in _bodies().items() if keyword in _keywords(body))


def body_of(keyword: str) -> Lookahead:
    """The parser at the beginning of the body of a declaration."""
    return _bodies()[keyword].copy()


@cache
def _bodies() -> dict[str, Lookahead]:
    owners: dict[int, list[str]] = {}
    inside: dict[int, Lookahead] = {}
    waiting = [Lookahead([0])]
    while waiting:
        body = waiting.pop(0)
        for keyword, opened in _opened_in(body):
            owners.setdefault(opened.state, []).append(keyword)
            if opened.state not in inside:
                inside[opened.state] = opened
                waiting.append(opened)
    return {_named_owner(owners[state]): opened for state, opened in inside.items()}


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


def _named_owner(owners: list[str]) -> str:
    return next((owner for owner in _NAMED if owner in owners), owners[0])
