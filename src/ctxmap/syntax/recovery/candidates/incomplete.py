"""Members that stop in the middle of a line: `A ->`, `BoundedContext`, `contains A,`.

The keyword of the next declaration may be a name, so the mistake shows only behind it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ctxmap.findings.finding import Finding
from ctxmap.syntax.automaton import Lookahead, declaring_keywords
from ctxmap.syntax.recovery.edit import Edit, Place, is_word
from ctxmap.syntax.recovery.surroundings import ErrorSite
from ctxmap.syntax.tables import END, NAME, STRING
from ctxmap.syntax.wording import kind_of, quoted, syntax_finding

_MOST_TOKENS: Final = 24
_ARROWS: Final = ("->", "<-", "<->")
_BEGIN_MORE: Final = ("[", "sync", "async", "batch")
"""Brackets and blocks in the wrong place, of which other modules know more."""
_OPENING: Final = ("{", "}", "(", "[", STRING)


def candidates(place: Place) -> Iterator[Edit]:
    """The line without what is incomplete: its last word or mark, or all of it."""
    keys, lines, at = place.tokens.keys, place.lines, place.at
    if not place.begins_member or not is_word(place.key):
        return
    end = at + 1
    while end < at + _MOST_TOKENS and keys[end] not in ("}", "{", END) and not lines.begins(end):
        end += 1
    if end > place.error or keys[end - 1] in _OPENING or not _goes_on_elsewhere(place, end):
        return
    if keys[end - 1] == "," and keys[end] in ("}", END):
        return  # a comma too many
    is_half_relationship = _ends_with_arrow(keys[at:end])
    lookahead = place.lookahead.copy()
    whole = 0
    for count in range(1, end - at + 1):
        if not lookahead.shift(lookahead.read_as(keys[:end], at + count - 1)):
            return
        if lookahead.closing_key():
            whole = count
    if whole == end - at or keys[at + whole] in _BEGIN_MORE:
        return
    if whole or is_half_relationship or (end - at < 3 and keys[at] != NAME):
        yield Edit(at + whole, end, (), 0.5 + _distance(place, at + whole), _report(lookahead), leaves_gap=True)


def _goes_on_elsewhere(place: Place, end: int) -> bool:
    """Whether a declaration begins after the line, or the body ends."""
    keys = place.tokens.keys
    if keys[end] in ("}", END) or not is_word(keys[end]):
        return keys[end] in ("}", END)
    is_relationship = keys[end + 1] in _ARROWS or (keys[end + 1] == "[" and place.key != "contains")
    return is_relationship or (keys[end] in declaring_keywords() and is_word(keys[end + 1]))


def _ends_with_arrow(line: list[str]) -> bool:
    """Whether nothing but roles follows the last arrow of a line."""
    arrows = [token for token, key in enumerate(line) if key in _ARROWS]
    return bool(arrows) and (line[-1] in _ARROWS or (line[arrows[-1] + 1] == "[" and line[-1] == "]"))


def _distance(place: Place, at: int) -> float:
    """Takes back what it costs to be away from the mistake: the line is the last one before it."""
    return -0.25 * (place.error - place.at) + 0.01 * (place.error - at)


class _report:  # noqa: N801
    def __init__(self, lookahead: Lookahead) -> None:
        self._lookahead = lookahead

    def __call__(self, site: ErrorSite, edit: Edit) -> Finding:
        last = edit.end - 1
        word = site.tokens.texts[last]
        what = "a name"
        if word in declaring_keywords():
            what = f"the name of the {kind_of(word)}"
        elif word in (*_ARROWS, "]"):
            what = "a context"
        elif not self._lookahead.fits(NAME):
            what = "a text in quotes" if self._lookahead.fits(STRING) else "more"
        return syntax_finding(site.span(last), f"expected {what} behind {quoted(word)}")
