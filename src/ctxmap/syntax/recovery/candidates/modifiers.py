"""Words and annotations of other languages before a type: `final String name`, `@Id String id`, `+ String name`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ctxmap.findings.finding import Finding
from ctxmap.findings.fix import Replace, safe
from ctxmap.syntax.recovery.edit import Edit, Place, is_word, made
from ctxmap.syntax.recovery.surroundings import ErrorSite
from ctxmap.syntax.tables import QUALIFIED
from ctxmap.syntax.wording import quoted, syntax_finding
from ctxmap.text.source import Span

_MODIFIERS: Final = (
    *("abstract", "async", "const", "default", "final", "has", "internal", "let", "override"),
    *(
        "ref",
        "readonly",
        "sealed",
        "static",
        "suspend",
        "synchronized",
        "transient",
        "val",
        "var",
        "virtual",
        "volatile",
    ),
)
_OPTIONS: Final = ("key", "nullable", "required", "unique", "notEmpty")
_VISIBILITY: Final = ("private", "public", "protected", "package")
_MARKS: Final = ("+", "~", "#")


def candidates(place: Place) -> Iterator[Edit]:
    """The attribute or operation without the word, or with the word behind its name."""
    at, keys = place.at, place.tokens.keys
    follows_visibility = keys[at - 1] in _VISIBILITY if at else False
    if not (place.begins_member or follows_visibility or keys[at - 1] in ("(", ",")):
        return
    if place.text in _OPTIONS and place.fits("aggregateRoot") and (name := _name_of_typed(place, at + 1)):
        read = (*range(at + 1, name + 1), *made(place.text))
        yield Edit(at, name + 1, read, _cost(place), _report_option, is_certain=True)
    elif place.text in _MODIFIERS or (place.text in _MARKS and place.begins_member):
        if _is_typed(place, at + 1):
            yield Edit(at, at + 1, (), _cost(place), _report, is_certain=True)
    elif place.key == "@" and is_word(place.peek(1)):
        begin = at + 2
        if keys[begin] == "(" and ")" in keys[begin : begin + 12]:
            begin += 1 + keys[begin : begin + 12].index(")")
        if _is_typed(place, begin) and (begin > at + 2 or not place.lines.begins(at + 3)):
            yield Edit(at, begin, (), _cost(place), _report, is_certain=True)


def _cost(place: Place) -> float:
    """The mistake shows behind the name: the distance to it hardly counts."""
    return 0.3 - 0.2 * (place.error - place.at)


def _is_typed(place: Place, begin: int) -> bool:
    """Whether a type and a name follow on the line, or a name and parentheses."""
    return bool(_name_of_typed(place, begin)) or (
        is_word(place.tokens.keys[begin]) and place.tokens.keys[begin + 1] == "("
    )


def _name_of_typed(place: Place, begin: int) -> int:
    """The name behind a type that begins at a token; 0 if there is none on the line."""
    keys, lines, end = place.tokens.keys, place.lines, begin
    while end < place.tokens.count - 2 and keys[end] in ("-", "@", *_VISIBILITY, *_MODIFIERS):
        end += 1
    if not (is_word(keys[end]) or keys[end] == QUALIFIED) or lines.begins(end):
        return 0
    end += 1
    if keys[end] == "<" and ">" in keys[end : end + 12]:
        end += 1 + keys[end : end + 12].index(">")
    return end if is_word(keys[end]) and not lines.begins(end) else 0


# ---- Messages --------------------------------------------------------------------------------------------------------


def _report(site: ErrorSite, edit: Edit) -> Finding:
    at = site.span(edit.start, edit.end - 1)
    surplus = Span(at.path, at.start, site.span(edit.end).start)
    fix = safe(f"remove {quoted(site.written(edit.start, edit.end - 1))}", Replace(surplus, ""))
    written = quoted(site.written(edit.start, edit.end - 1))
    return syntax_finding(at, f"unexpected {written} before a type", "remove it", fix=fix)


def _report_option(site: ErrorSite, edit: Edit) -> Finding:
    at = site.span(edit.start, edit.end - 1)
    option, rest = site.written(edit.start), site.written(edit.start + 1, edit.end - 1)
    meant = f"{rest} {option}"
    fix = safe(f"write `{meant}`", Replace(at, meant))
    return syntax_finding(at, f"{quoted(option)} is written behind the name", f"write {quoted(meant, 60)}", fix=fix)
