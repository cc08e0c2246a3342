"""Policies as sentences: `when OrderPlaced then ShipOrder`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ctxmap.findings.finding import Finding
from ctxmap.findings.fix import write
from ctxmap.syntax.recovery.edit import Edit, Piece, Place, is_word, made
from ctxmap.syntax.recovery.surroundings import ErrorSite
from ctxmap.syntax.tables import QUALIFIED
from ctxmap.syntax.wording import syntax_finding

_WHEN: Final = ("when", "whenever", "on", "if", "after", "upon")
_THEN: Final = ("then", "do", "->", "=>", "-->", "issue", "issues", "send", "invoke", "invokes", "call")
_AND: Final = (",", "and", "or")


def candidates(place: Place) -> Iterator[Edit]:
    """`on` and `issues` or `invokes` for the two halves of the sentence."""
    if place.text.casefold() not in _WHEN or not place.fits("on"):
        return
    events, middle = _refs(place, place.at + 1)
    if not events or place.tokens.texts[middle].casefold() not in _THEN:
        return
    reactions, end = _refs(place, middle + 1)
    if reactions:
        key = "invokes" if place.tokens.keys[middle + 1] == QUALIFIED else "issues"
        yield Edit(place.at, end, (*made("on"), *events, *made(key), *reactions), 0.4, _report)


def _refs(place: Place, begin: int) -> tuple[list[Piece], int]:
    """Names, however they are joined, and the token after them."""
    keys, texts = place.tokens.keys, place.tokens.texts
    refs: list[Piece] = []
    at = begin + (keys[begin] in ("=", ":"))
    while (
        at < place.tokens.count - 1
        and (is_word(keys[at]) or keys[at] == QUALIFIED)
        and texts[at].casefold() not in _THEN
    ):
        refs.append(at)
        at += 1
        if texts[at].casefold() not in _AND:
            break
        refs += made(",")
        at += 1
    return refs, at


def _report(site: ErrorSite, edit: Edit) -> Finding:
    words = [site.written(piece) if isinstance(piece, int) else piece.text for piece in edit.read]
    key = next(word for word in ("issues", "invokes") if word in words)
    events, reactions = (" ".join(part).replace(" ,", ",") for part in _halves(words[1:], key))
    meant = f"on = {events}  {key} = {reactions}"
    at = site.span(edit.start, edit.end - 1)
    message = "a policy has the attributes `on` for events and `issues` or `invokes` for what it does"
    return syntax_finding(at, message, f"write `{meant}`", fix=write(meant, at, sure=False))


def _halves(words: list[str], key: str) -> tuple[list[str], list[str]]:
    return words[: words.index(key)], words[words.index(key) + 1 :]
