"""Marks that are missing, surplus, or stand for other marks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ctxmap.findings.finding import Finding
from ctxmap.findings.fix import Fix, Replace, safe, unsafe, write
from ctxmap.syntax.recovery.edit import Edit, Piece, Place, is_word, made
from ctxmap.syntax.recovery.messages import finding_for_misplaced, finding_for_unexpected
from ctxmap.syntax.recovery.surroundings import ErrorSite
from ctxmap.syntax.tables import END, STRING, UNKNOWN
from ctxmap.syntax.wording import quoted, syntax_finding
from ctxmap.text.source import Span

_MARKS: Final = (";", ",", "=", "{", "]", ")", ">", ":", "[", "(")
_ARROWS: Final = ("->", "<-", "<->")
_CLOSE_TO_WORDS: Final = (";", ",", "]", ")", ">")
_RANGE: Final = 12
"""How many tokens of a line may be left out."""


def candidates(place: Place) -> Iterator[Edit]:
    """Another mark, one more, or one less; or less of the line."""
    if place.key != END:
        yield from _instead(place)
        yield from _surplus(place)
    yield from _missing(place)


def _instead(place: Place) -> Iterator[Edit]:
    if place.key in ("{", "}", STRING) or place.text[:1].isalnum():
        return
    equals = place.key == ":" and place.fits("=")
    if place.text == "|" and place.fits(","):
        yield _bars(place)
    for mark in (*_MARKS, *_ARROWS):
        if mark != place.text and place.fits(mark):
            cost = 0.25 if equals and mark == "=" else 2.5
            yield Edit(place.at, place.at + 1, made(mark), cost, _report_instead)
    if equals and place.tokens.keys[place.at + 1] == "=":
        yield Edit(place.at, place.at + 2, made("="), 0.5, _report_instead)


def _bars(place: Place) -> Edit:
    """`A | B | C`"""
    texts, end = place.tokens.texts, place.at
    read: list[Piece] = []
    while texts[end] == "|" and is_word(place.tokens.keys[end + 1]):
        read += (*made(","), end + 1)
        end += 2
    return Edit(place.at, max(end, place.at + 1), tuple(read) or made(","), 0.5, _report_bars)


def _surplus(place: Place) -> Iterator[Edit]:
    key, keys, at = place.key, place.tokens.keys, place.at
    if key == "--" and place.lines.begins(at) and not place.fits("--"):
        yield Edit(at, place.lines.end(at, 100), (), 0.5, _report_comment, kind="--")
    if key == STRING and keys[at + 1] in ("}", END):
        yield Edit(at, at + 1, (), 1, _report_doc_of_nothing)
    if (key == "{" and keys[at - 1] != "{") or (key == "}" and at < place.error):
        return
    yield Edit(at, at + 1, (), 1.5 if key == UNKNOWN else 2.5 if is_word(key) else 2, _report_surplus)
    if at < place.error or key in ("{", "}") or (place.site.is_between_members and not place.site.scopes):
        return  # at the top level the line belongs to a declaration that lost its beginning: all of that is skipped
    end = at + 1
    limit = place.lines.end(at, _RANGE)
    while end < limit and keys[end] not in ("{", "}"):
        end += 1
        if end == limit or keys[end] not in (STRING, "=", ","):
            yield Edit(at, end, (), 2.5 + 0.25 * (end - at), _report_surplus, leaves_gap=True)


def _missing(place: Place) -> Iterator[Edit]:
    for mark in _MARKS:
        is_bracket = mark == "[" and not place.fits(":")  # `roles.py` knows better
        if not is_bracket and place.fits(mark) and not (mark == ";" and place.fits(",")):
            cost = 1 if mark == ";" and place.ends_line else 1.75
            yield Edit(place.at, place.at, made(mark), cost, _report_missing)


# ---- Messages --------------------------------------------------------------------------------------------------------


def _report_bars(site: ErrorSite, edit: Edit) -> Finding:
    at = site.span(edit.start, edit.end - 1)
    meant = "".join(site.written(piece) if isinstance(piece, int) else f"{piece.text} " for piece in edit.read)
    message = "values are separated by `,`, not by `|`"
    bars = [site.span(token) for token in range(edit.start, edit.end) if site.tokens.texts[token] == "|"]
    fix = safe("write `,`", *(Replace(bar, ",") for bar in bars))
    return syntax_finding(at, message, f"write {quoted(meant.strip(), 60)}", fix=fix)


def _report_instead(site: ErrorSite, edit: Edit) -> Finding:
    (meant,) = edit.keys(site.tokens)
    at = site.span(edit.start, edit.end - 1)
    written = quoted(site.written(edit.start, edit.end - 1))
    if meant == "=":
        colon = Span(at.path, site.span(edit.start - 1).end, at.end)
        fix = Fix("write `=`", (Replace(colon, " ="),), is_safe=True)
        return syntax_finding(at, f"an attribute and its value are joined by `=`, not by {written}", fix=fix)
    return syntax_finding(at, f"expected {quoted(meant)} instead of {written}", fix=write(meant, at, sure=False))


def _report_comment(site: ErrorSite, edit: Edit) -> Finding:
    at = site.span(edit.start)
    return syntax_finding(at, "comments don't begin with `--`", "write `//`", fix=write("//", at, sure=True))


def _report_doc_of_nothing(site: ErrorSite, edit: Edit) -> Finding:
    return syntax_finding(
        site.span(edit.start),
        "nothing follows this doc string",
        "a doc string is written before the declaration that it describes",
    )


def _report_surplus(site: ErrorSite, edit: Edit) -> Finding:
    key, at = site.tokens.keys[edit.start], site.span(edit.start, edit.end - 1)
    if key == "}":
        fix = unsafe("remove the brace", Replace(at, ""))
        return syntax_finding(at, "this `}` closes nothing", "remove it", fix=fix)
    if edit.start == site.error and site.is_between_members and edit.end > edit.start + 1:
        return finding_for_misplaced(site)
    written = quoted(site.written(edit.start, edit.end - 1))
    if edit.start == site.error and not site.is_between_members and key not in (";", ",", UNKNOWN, "=", ":"):
        return finding_for_unexpected(site, edit.start, edit.end - 1)
    is_mark = edit.end == edit.start + 1 and key in (";", ",")
    fix = safe(f"remove {written}", Replace(at, "")) if is_mark else unsafe(f"remove {written}", Replace(at, ""))
    return syntax_finding(at, f"unexpected {written}", "remove it", fix=fix)


def _report_missing(site: ErrorSite, edit: Edit) -> Finding:
    (mark,) = edit.keys(site.tokens)
    before = edit.start - 1
    at = site.span(before)
    put = Replace(Span(at.path, at.end, at.end), mark if mark in _CLOSE_TO_WORDS else f" {mark}")
    fix = Fix(f"write {quoted(mark)} after {quoted(site.written(before))}", (put,), is_safe=mark in (";", ","))
    return syntax_finding(at, f"missing {quoted(mark)} {_where_missing(site, edit, mark)}", fix=fix)


def _where_missing(site: ErrorSite, edit: Edit, mark: str) -> str:
    before = quoted(site.written(edit.start - 1))
    if mark == ";":
        what = "step" if site.scopes and site.scopes[-1].keyword == "Coordination" else "operation"
        return f"at the end of this {what}"
    if mark == "{":
        return f"after {before}"
    if site.tokens.keys[edit.start] == END:
        return "at the end of the file"
    return f"between {before} and {quoted(site.written(edit.start))}"
