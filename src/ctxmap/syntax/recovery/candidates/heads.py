"""What belongs inside the braces but is written before them, and the other way round."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ctxmap.findings.finding import Finding
from ctxmap.findings.fix import Replace, safe
from ctxmap.syntax.recovery.edit import Edit, Made, Place, end_of_declaration, is_word, made
from ctxmap.syntax.recovery.surroundings import ErrorSite
from ctxmap.syntax.tables import NAME, QUALIFIED, STRING
from ctxmap.syntax.wording import quoted, syntax_finding

_CLAUSES: Final = ("implements", "realizes", "refines", "supports", "extends", "with")
_RANGE: Final = 24


def candidates(place: Place) -> Iterator[Edit]:
    """Attributes before the brace, clauses after it, and a view that doesn't say of what."""
    if place.key in _CLAUSES and place.site.scopes and place.lookahead.closing_key() and not place.fits(place.key):
        end = _end_of_refs(place)
        yield Edit(place.at, end, (), 0.5, _report_clause, leaves_gap=True)
    elif place.key == "{" and place.fits("of"):
        yield _view(place)
    elif is_word(place.key) and place.fits("{"):
        yield from _attributes(place)


def _attributes(place: Place) -> Iterator[Edit]:
    keys, at = place.tokens.keys, place.at
    head = keys[at : place.lines.end(at, _RANGE)]
    if "{" not in head or ("=" not in head and STRING not in head):
        return
    brace = at + head.index("{")
    body = place.lookahead.copy()
    if body.shift("{") and body.advance(keys[at:brace]) == brace - at and body.closing_key():
        yield Edit(at, brace + 1, (brace, *range(at, brace)), 0.5, _report_attributes)


def _end_of_refs(place: Place) -> int:
    keys = place.tokens.keys
    end = place.at + 1 + (keys[place.at + 1] in ("=", ":"))
    while keys[end] in (NAME, QUALIFIED) or is_word(keys[end]):
        end += 1
        if keys[end] != ",":
            break
        end += 1
    return end


def _view(place: Place) -> Edit:
    """A view of the only map that there is, if it has a name."""
    keys, texts, at = place.tokens.keys, place.tokens.texts, place.at
    maps = [texts[token + 1] for token, key in enumerate(keys[: place.tokens.count]) if key == "ContextMap"]
    if len(maps) == 1 and maps[0] not in ("{", ""):
        return Edit(at, at + 1, (*made("of"), Made(NAME, maps[0]), at), 0.5, _report_view)
    return Edit(at, max(at + 1, end_of_declaration(place, at - 1)), (), 0.5, _report_view, leaves_gap=True)


# ---- Messages --------------------------------------------------------------------------------------------------------


def _report_attributes(site: ErrorSite, edit: Edit) -> Finding:
    written = site.written(edit.start, edit.end - 2)
    at = site.span(edit.start, edit.end - 2)
    meant = f"{{ {written}"
    fix = safe(f"write {quoted(meant)}", Replace(site.span(edit.start, edit.end - 1), meant))
    return syntax_finding(at, "attributes are written inside the braces", f"write {quoted(meant, 60)}", fix=fix)


def _report_clause(site: ErrorSite, edit: Edit) -> Finding:
    scope, clause = site.scopes[-1], site.written(edit.start)
    values = site.written(edit.start + 1, edit.end - 1).lstrip("=: ")
    message = f"{quoted(clause)} is written before the braces"
    hint = f"write {quoted(f'{scope.keyword} {scope.name} {clause} {values} {{', 80)}"
    return syntax_finding(site.span(edit.start, edit.end - 1), message, hint)


def _report_view(site: ErrorSite, edit: Edit) -> Finding:
    name = site.written(edit.start - 1)
    meant = edit.read[1].text if edit.read and isinstance(edit.read[1], Made) else "MAP"
    fix = safe(f"write `of {meant}`", Replace(site.before(edit.start), f"of {meant} ")) if edit.read else None
    message = f"view {quoted(name)} doesn't say which map it shows"
    return syntax_finding(site.span(edit.start - 1), message, f"write `View {name} of {meant}`", fix=fix)
