"""Values of attributes that have another kind of value, or none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ctxmap.findings.finding import Finding
from ctxmap.findings.fix import Replace, safe, unsafe, write
from ctxmap.syntax.enumerations import UNREAD
from ctxmap.syntax.recovery.edit import Edit, Made, Piece, Place, is_word, made, reported
from ctxmap.syntax.recovery.surroundings import ErrorSite
from ctxmap.syntax.tables import DOTTED, NAME, NUMBER, QUALIFIED, STRING
from ctxmap.syntax.wording import a_kind, humps, one_of, quoted, syntax_finding
from ctxmap.text.source import Span
from ctxmap.vocabulary import SETTINGS

_TRUE: Final = ("true", "yes", "on")
_FALSE: Final = ("false", "no", "off")
_MOST_TOKENS: Final = 24
_MOST_WORDS: Final = 4


def candidates(place: Place) -> Iterator[Edit]:
    """Flags with a value, texts for words, and operations with parentheses."""
    at = place.at
    if place.key == "=" and place.word(1) in _TRUE and place.lookahead.closing_key() and not place.fits("nullable"):
        yield Edit(at, at + 2, (), 0.5, _report_flag)
    elif place.key == "=" and place.fits("by") and is_word(place.peek(1)):
        yield Edit(at, at + 1, made("by"), 0.5, _report_by)
    elif place.peek(1) == "=" and place.word(2) in _FALSE and is_word(place.key) and place.fits(place.key):
        if place.lookahead.copy().advance([place.key, "="]) == 1:
            yield Edit(at, at + 3, (), 0.5, _report_unset_flag)
    elif place.key == DOTTED and place.fits(NAME) and place.fits(QUALIFIED) and not place.fits(DOTTED):
        yield _dotted(place)
    elif place.key == STRING and place.fits(NUMBER) and place.text[1:-1].isdecimal():
        number = place.text[1:-1]
        report = reported("a number is written without quotes", number, sure=True)
        yield Edit(at, at + 1, (Made(NUMBER, number),), 0.5, report)
    elif is_word(place.key) and (words := _words_of(place.site, at)):
        yield from _spaced(place, words)
    elif place.key == STRING and place.fits(NAME) and _words_of(place.site, at):
        yield from _text(place)
    elif place.key == "(" and place.fits(",") and not place.fits("("):
        yield from _parentheses(place)


def _text(place: Place) -> Iterator[Edit]:
    """A text where a word of an enumeration is expected."""
    at = place.at
    written = place.tokens.texts[at][1:-1].strip().upper().replace(" ", "_").replace("-", "_")
    if written in _words_of(place.site, at):
        return
    yield Edit(at, at, (Made(NAME, UNREAD),), 0.75, _report_text)
    yield Edit(at, at + 1, (Made(NAME, UNREAD),), 0.85, _report_text)


def _dotted(place: Place) -> Edit:
    """`Payment.authorize`"""
    meant = place.text.replace(".", "::")
    message = f"the parts of a name are joined by `::`, not by `.`: {quoted(place.text)}"
    return Edit(place.at, place.at + 1, (Made(QUALIFIED, meant),), 0.5, reported(message, meant, sure=True))


def _spaced(place: Place, words: tuple[str, ...]) -> Iterator[Edit]:
    """`delivery = at least once`"""
    texts, end = place.tokens.texts, place.at + 1
    while end < place.at + _MOST_WORDS and is_word(place.tokens.keys[end]) and not place.lines.begins(end):
        end += 1
        written = "_".join(texts[place.at : end]).upper()
        if written in words:
            owner = a_kind(place.site.scopes[-1].keyword)
            what = humps(texts[_key_of(place.site, place.at)])
            message = f"{quoted(' '.join(texts[place.at : end]))} is not a {what} of {owner}"
            cost = 0.25 - 0.2 * (place.error - place.at)
            yield Edit(place.at, end, (Made(NAME, written),), cost, reported(message, written, sure=True))


def _parentheses(place: Place) -> Iterator[Edit]:
    """The parentheses of all operations of a list, up to the last that has some."""
    keys, end = place.tokens.keys, place.at
    read: list[Piece] = []
    while keys[end] == "(" and ")" in keys[end : end + _MOST_TOKENS]:
        end = keys.index(")", end) + 1
        if keys[end] != "," or not is_word(keys[end + 1]) or keys[end + 2] != "(":
            break
        read += (end, end + 1)
        end += 2
    if end > place.at and keys[end] != "(":
        yield Edit(place.at, end, tuple(read), 0.5, _report_parentheses)


def _words_of(site: ErrorSite, value: int) -> tuple[str, ...]:
    """The words that the value of an attribute may be."""
    owner = site.scopes[-1].keyword if site.scopes else ""
    return SETTINGS.get(owner, {}).get(site.tokens.texts[_key_of(site, value)], ())


def _key_of(site: ErrorSite, value: int) -> int:
    return value - (2 if site.tokens.keys[value - 1] == "=" else 1)


# ---- Messages --------------------------------------------------------------------------------------------------------


def _report_flag(site: ErrorSite, edit: Edit) -> Finding:
    flag = site.written(edit.start - 1)
    value = site.span(edit.start, edit.end - 1)
    surplus = Span(value.path, site.span(edit.start - 1).end, value.end)
    fix = safe(f"write `{flag}`", Replace(surplus, ""))
    return syntax_finding(value, f"{quoted(flag)} is a flag, which has no value", f"write `{flag}`", fix=fix)


def _report_unset_flag(site: ErrorSite, edit: Edit) -> Finding:
    at, flag = site.span(edit.start, edit.end - 1), quoted(site.written(edit.start))
    fix = unsafe(f"remove {flag}", Replace(at, ""))
    hint = "remove it: a flag is set if it is written"
    return syntax_finding(at, f"{flag} is a flag, which has no value", hint, fix=fix)


def _report_by(site: ErrorSite, edit: Edit) -> Finding:
    flag, keys = site.written(edit.start - 1), site.written(edit.start + 1)
    message = f"{quoted(flag)} and what duplicates are recognised by are joined by `by`"
    return syntax_finding(
        site.span(edit.start), message, f"write `{flag} by {keys}`", fix=write("by", site.span(edit.start), sure=True)
    )


def _report_text(site: ErrorSite, edit: Edit) -> Finding:
    key = site.tokens.texts[_key_of(site, edit.start)]
    words = one_of([quoted(word) for word in _words_of(site, edit.start)])
    also = ", then the text" if edit.start == edit.end else ""
    message = f"{quoted(site.written(edit.start))} is not a {humps(key)} of {a_kind(site.scopes[-1].keyword)}"
    return syntax_finding(site.span(edit.start), message, f"write {words}{also}")


def _report_parentheses(site: ErrorSite, edit: Edit) -> Finding:
    at = site.span(edit.start, edit.end - 1)
    names = [site.written(piece) for piece in edit.read if isinstance(piece, int)]
    meant = "".join(names).replace(",", ", ")
    fix = safe("remove the parentheses", Replace(at, meant))
    message = "operations are listed by name, without parentheses"
    return syntax_finding(at, message, f"write {quoted(site.written(edit.start - 1) + meant, 60)}", fix=fix)
