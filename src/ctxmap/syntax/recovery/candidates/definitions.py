"""What people get wrong in operations and attributes of domain objects."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ctxmap.findings.finding import Finding
from ctxmap.findings.fix import Fix, Replace, safe, unsafe, write
from ctxmap.syntax.recovery.edit import Edit, Place, made
from ctxmap.syntax.recovery.surroundings import ErrorSite
from ctxmap.syntax.tables import NAME
from ctxmap.syntax.wording import a_kind, quoted, syntax_finding
from ctxmap.text.source import Span

_SIGNATURE: Final = 10
"""Within how many tokens the parentheses of an operation open."""


def candidates(place: Place) -> Iterator[Edit]:
    """A `def` or `-` that is missing, and attributes and parameters of which a part is."""
    if place.fits("aggregateRoot"):
        yield from _definition(place)
    yield from _parameter(place)


def _definition(place: Place) -> Iterator[Edit]:
    at, lines = place.at, place.lines
    if place.text != "def" and "(" in place.tokens.keys[at : lines.end(at, _SIGNATURE)]:
        yield Edit(at, at, made("def"), 1, _report_missing_def)
    if place.key == NAME and lines.begins(at) and lines.begins(at + 1):
        yield Edit(at, at + 1, (), 1, _report_half_an_attribute)
    if place.key == "@":
        yield Edit(at, at, made("-"), 0.5, _report_reference_without_mark)
        yield Edit(at, at + 1, made("-"), 0.75, _report_reference_without_mark)


def _parameter(place: Place) -> Iterator[Edit]:
    """A parameter of which only the type is written."""
    keys, at = place.tokens.keys, place.at
    begin = at + (keys[at] == ",")
    end = min(begin + 1 + (keys[begin] == "@"), place.tokens.count - 1)
    if keys[end] not in (",", ")") or not place.fits("," if begin > at else "@"):
        return
    if begin > at and keys[end] == ")":
        yield Edit(at, end, (), 1, _report_nameless_parameter)
    elif begin == at and keys[at - 1] in ("(", ","):
        yield Edit(at, end + (keys[end] == ","), (), 1, _report_nameless_parameter)


# ---- Messages --------------------------------------------------------------------------------------------------------


def _report_missing_def(site: ErrorSite, edit: Edit) -> Finding:
    owner = site.scopes[-1].keyword if site.scopes else "Entity"
    last = site.tokens.keys.index("(", edit.start) - 1
    written = " ".join(site.written(edit.start, last).split())
    return syntax_finding(
        site.span(edit.start, last),
        f"an operation of {a_kind(owner)} begins with `def` or `*`",
        f"write `def {written}`, or remove the parentheses if it is an attribute",
        fix=_with_def(site, edit, written),
    )


def _with_def(site: ErrorSite, edit: Edit, written: str) -> Fix | None:
    """Where the operation begins for sure; after another word that may be a part of it."""
    begins = site.begins_line(edit.start) or site.tokens.keys[edit.start - 1] in ("{", ";")
    return safe(f"write `def {written}`", Replace(site.before(edit.start), "def ")) if begins else None


def _report_reference_without_mark(site: ErrorSite, edit: Edit) -> Finding:
    return syntax_finding(
        site.span(edit.start, edit.start + 1),
        "the type of an attribute is written without `@`",
        "write `-` before it for a reference to a domain object, or remove the `@` for an attribute",
        fix=unsafe("make it a reference: write `-` before it", Replace(_mark(site, edit), "- ")),
    )


def _mark(site: ErrorSite, edit: Edit) -> Span:
    """The place of the mark that another is read for, or, where one is missing, the place for it."""
    return site.span(edit.start) if edit.end > edit.start else site.before(edit.start)


def _report_nameless_parameter(site: ErrorSite, edit: Edit) -> Finding:
    first = edit.start + (site.tokens.keys[edit.start] == ",")
    last = edit.end - 1 - (site.tokens.keys[edit.end - 1] == ",")
    written = site.written(first, last)
    at, name = site.span(first, last), site.tokens.texts[last]
    named = f"{written} {name[:1].lower()}{name[1:]}"
    message = f"the parameter {quoted(written)} needs a name"
    return syntax_finding(at, message, f"write `{named}`", fix=write(named, at, sure=False))


def _report_half_an_attribute(site: ErrorSite, edit: Edit) -> Finding:
    message = f"an attribute has a type and a name, but {quoted(site.written(edit.start))} is only one of them"
    return syntax_finding(site.span(edit.start), message)
