"""Bodies that are not closed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ctxmap.findings.finding import Finding, Related
from ctxmap.syntax.automaton import Lookahead
from ctxmap.syntax.recovery.edit import Edit, Place, made
from ctxmap.syntax.recovery.surroundings import ErrorSite
from ctxmap.syntax.tables import END
from ctxmap.syntax.wording import kind_of, quoted, several, syntax_finding

_OPEN_BODIES: Final = 6
"""How many bodies may end unclosed at one place."""


def candidates(place: Place) -> Iterator[Edit]:
    """The ends of bodies, where a line begins."""
    if not place.ends_line or place.key == "}":
        return
    for edit in missing_braces(place.at, place.lookahead, place.key):
        yield Edit(edit.start, edit.end, edit.read, edit.cost + _misplacement(place, len(edit.read)), edit.finding)


def missing_braces(at: int, lookahead: Lookahead, key: str) -> Iterator[Edit]:
    """The ends of bodies that would have to stand before token `at`, for it to fit."""
    lookahead = lookahead.copy()
    for count in range(1, _OPEN_BODIES + 1):
        if not lookahead.fits("}"):
            return
        lookahead.shift("}")
        if lookahead.fits(key):
            yield Edit(at, at, made("}") * count, 1 + 0.5 * count, _report)


def _misplacement(place: Place, count: int) -> float:
    """Bodies end where the indentation goes back; what is indented further is rather in the wrong place."""
    closed = place.site.scopes[-count:]
    if not closed or place.key == END:
        return 0.0
    return 3.0 if place.lines.indentation(place.at) > place.lines.indentation(closed[0].opened) else 0.0


def _report(site: ErrorSite, edit: Edit) -> Finding:
    count = len(edit.read)
    scopes = site.scopes[-count:]
    named = several(
        [
            f"{kind_of(scope.keyword)} {quoted(scope.name)}" if scope.name else f"this {kind_of(scope.keyword)}"
            for scope in reversed(scopes)
        ]
    )
    last = edit.start - 1 if site.tokens.keys[edit.start] == END else edit.start
    missing = "missing `}`" if count == 1 else f"{count} `}}` are missing"
    still = "is" if len(scopes) == 1 else "are"
    related = tuple(Related("opened here", site.span(scope.opened)) for scope in scopes)
    return syntax_finding(site.span(last), f"{missing}: {named} {still} still open here", related=related)
