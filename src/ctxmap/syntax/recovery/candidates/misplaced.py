"""Members in the wrong body: they are read in a body around it that takes them, or left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ctxmap.findings.finding import Finding
from ctxmap.syntax.automaton import Lookahead, declaring_keywords
from ctxmap.syntax.recovery.bodies import body_of, places_of
from ctxmap.syntax.recovery.edit import Edit, Place, end_of_declaration, is_word
from ctxmap.syntax.recovery.surroundings import ErrorSite, Scope
from ctxmap.syntax.tables import QUALIFIED
from ctxmap.syntax.wording import a_kind, kind_of, one_of, quoted, syntax_finding

_MOST_PLACES: Final = 5
_ARROWS: Final = ("->", "<-", "<->")
_RELATIONSHIP: Final = 30
"""Within how many tokens a relationship has its arrow."""


def candidates(place: Place) -> Iterator[Edit]:
    """A whole member, where it fits elsewhere."""
    if not place.begins_member or not place.lookahead.closing_key():
        return
    is_declaration = place.key in (*declaring_keywords(), "import") and not place.fits(place.key)
    end = end_of_declaration(place, place.at) if is_declaration or _is_relationship(place) else place.at
    if end == place.at:
        return
    if _is_relationship(place) and _takes(body_of("ContextMap"), place, end):
        yield Edit(place.at, end, (), 0.5, _report_relationship, leaves_gap=True)
    elif is_declaration:
        *outer, _ = place.site.scopes or [None]
        around = [*reversed([scope for scope in outer if scope]), Scope("", "", -1, (0,))]
        if takes := next((scope for scope in around if _takes(Lookahead(list(scope.states)), place, end)), None):
            yield Edit(place.at, end, (), 2, _report_moved, moved_to=takes)
        elif any(_takes(body_of(owner), place, end) for owner in places_of(place.key)):
            yield Edit(place.at, end, (), 2, _report_misplaced, leaves_gap=True)


def _is_relationship(place: Place) -> bool:
    line = place.tokens.keys[place.at : place.lines.end(place.at, _RELATIONSHIP)]
    return (is_word(place.key) or place.key == QUALIFIED) and any(arrow in line for arrow in _ARROWS)


def _takes(body: Lookahead, place: Place, end: int) -> bool:
    keys = place.tokens.keys[place.at : end]
    lookahead = body.copy()
    return lookahead.advance(keys) == len(keys) and lookahead.closing_key() is not None


# ---- Messages --------------------------------------------------------------------------------------------------------


def _report_relationship(site: ErrorSite, edit: Edit) -> Finding:
    written = site.written(edit.start, edit.end - 1).split("{")[0].split("\n")[0].strip()
    message = f"a relationship is written in a context map, not {_where(site)}"
    return syntax_finding(site.span(edit.start), message, f"write {quoted(f'ContextMap {{ {written} }}', 80)}")


def _report_moved(site: ErrorSite, edit: Edit) -> Finding:
    to = edit.moved_to
    where = f"into {kind_of(to.keyword)} {quoted(to.name)}" if to and to.keyword else "to the top level of the file"
    return syntax_finding(site.span(edit.start), _not_here(site, edit), f"move it {where}")


def _report_misplaced(site: ErrorSite, edit: Edit) -> Finding:
    owners = [a_kind(owner) for owner in places_of(site.tokens.keys[edit.start])]
    hint = f"it can be declared in {one_of(owners)}" if 0 < len(owners) <= _MOST_PLACES else ""
    return syntax_finding(site.span(edit.start), _not_here(site, edit), hint)


def _not_here(site: ErrorSite, edit: Edit) -> str:
    verb = "be declared" if site.tokens.keys[edit.start] in declaring_keywords() else "stand"
    return f"{quoted(site.written(edit.start))} can't {verb} {_where(site)}"


def _where(site: ErrorSite) -> str:
    return f"in {a_kind(site.scopes[-1].keyword)}" if site.scopes else "at the top level of a file"
