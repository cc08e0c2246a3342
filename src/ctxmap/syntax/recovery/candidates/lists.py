"""Lists in brackets: `contains [A, B]`, `tags = ["pci"]`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ctxmap.findings.finding import Finding
from ctxmap.findings.fix import write
from ctxmap.syntax.recovery.edit import Edit, Piece, Place, is_word, made
from ctxmap.syntax.recovery.surroundings import ErrorSite
from ctxmap.syntax.tables import QUALIFIED, STRING
from ctxmap.syntax.wording import quoted, syntax_finding

_CLOSING: Final = {"[": "]", "(": ")", "{": "}"}
_MOST_TOKENS: Final = 200


def candidates(place: Place) -> Iterator[Edit]:
    """The list without its brackets."""
    equals = place.peek(1) == "="
    opening = place.at + 1 + equals
    mark = place.peek(1 + equals)
    if not is_word(place.key) or not place.fits(place.key) or mark not in _CLOSING or (mark == "{" and not equals):
        return
    keys = place.tokens.keys[opening : opening + _MOST_TOKENS]
    closing = keys.index(_CLOSING[mark]) if _CLOSING[mark] in keys else 0
    items = keys[1:closing]
    is_list = items and place.lookahead.copy().advance([place.key, items[0], ","]) == 3
    if is_list and all(is_word(key) or key in (",", QUALIFIED, STRING) for key in items):
        last = opening + closing
        read: tuple[Piece, ...] = (*made(place.key), *range(place.at + 1, opening), *range(opening + 1, last))
        yield Edit(place.at, last + 1, read, 0.25, _report)


def _report(site: ErrorSite, edit: Edit) -> Finding:
    opening = edit.start + 1 + (site.tokens.keys[edit.start + 1] == "=")
    at = site.span(opening, edit.end - 1)
    meant = site.written(opening + 1, edit.end - 2)
    hint = f"write {quoted(f'{site.written(edit.start, opening - 1)} {meant}', 60)}"
    return syntax_finding(at, "lists are written without brackets", hint, fix=write(meant, at, sure=True))
