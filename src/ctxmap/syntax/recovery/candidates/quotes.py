"""Texts without quotes, and names with them."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.findings.finding import Finding
from ctxmap.findings.fix import write
from ctxmap.syntax.recovery.edit import Edit, Made, Piece, Place, is_word
from ctxmap.syntax.recovery.surroundings import ErrorSite
from ctxmap.syntax.tables import DOTTED, NAME, NUMBER, QUALIFIED, SLASHED, STRING, UNKNOWN
from ctxmap.syntax.wording import quoted, syntax_finding

_MOST_TOKENS = 24
"""The longest value that is taken for a text without quotes."""
_UNITS = {"availability": "%", "promises": "%", "timeout": " s"}
"""What a number is to be followed by."""
_IN_TEXT = (DOTTED, NUMBER, QUALIFIED, SLASHED, UNKNOWN, "-", "+", "*", "!", ">", "<", "@", ":", "(", ")")


def candidates(place: Place) -> Iterator[Edit]:
    """Quotes that are missing, or too many; names that begin with a digit."""
    if place.key == UNKNOWN and place.text[0].isdigit() and place.fits(NAME):
        yield Edit(place.at, place.at + 1, (Made(NAME, f"_{place.text}"),), 0.5, _report_digit)
    if place.key == STRING:
        if place.text[1:-1].isidentifier() and place.fits(NAME):
            yield Edit(place.at, place.at + 1, (Made(NAME, place.text[1:-1]),), 1, _needless)
    elif place.key == ":" and place.fits("=") and _begins_text(place.peek(1)):
        yield from _behind_colon(place)
    elif _begins_text(place.key) and place.fits(STRING) and not place.fits(NAME) and not place.lookahead.closing_key():
        yield from _missing_quotes(place)


def _begins_text(key: str) -> bool:
    return is_word(key) or key in (DOTTED, NUMBER, QUALIFIED, SLASHED, UNKNOWN)


def _missing_quotes(place: Place) -> Iterator[Edit]:
    """The word alone, all of a list, and all up to the end of the line."""
    at = place.at
    yield Edit(at, at + 1, (_text(place, at, at + 1),), 1, _missing)
    read: list[Piece] = []
    end = at
    while _begins_text(place.tokens.keys[end]):
        begin, end = end, _end_of_text(place, end)
        read.append(_text(place, begin, end))
        if end > at + 1:
            yield Edit(at, end, tuple(read), 1 + 0.01 * (end - at), _missing)
        if place.tokens.keys[end] != ",":
            return
        read.append(end)
        end += 1


def _behind_colon(place: Place) -> Iterator[Edit]:
    """`timeout: 2s`: two marks are wrong, but it is one mistake."""
    begin = place.at + 1
    body = place.lookahead.copy()
    if body.shift("=") and body.fits(STRING) and not body.fits(NAME):
        end = _end_of_text(place, begin)
        yield Edit(place.at, end, (Made("=", "="), _text(place, begin, end)), 0.2, _report_colon)


def _end_of_text(place: Place, begin: int) -> int:
    """The token behind a text: of the next line, of the next attribute, or a mark that no text has."""
    keys = place.tokens.keys
    end = begin + 1
    limit = place.lines.end(begin, _MOST_TOKENS)
    while end < limit and (is_word(keys[end]) or keys[end] in _IN_TEXT) and keys[end + 1] != "=":
        end += 1
    return end


def _text(place: Place, begin: int, end: int) -> Made:
    written = place.site.written(begin, end - 1)
    unit = _UNITS.get(place.tokens.texts[begin - 2], "") if written.replace(".", "").isdecimal() else ""
    return Made(STRING, f'"{written}{unit}"')


def _missing(site: ErrorSite, edit: Edit) -> Finding:
    at = site.span(edit.start, edit.end - 1)
    meant = "".join(site.written(piece) + " " if isinstance(piece, int) else piece.text for piece in edit.read)
    written = quoted(site.written(edit.start, edit.end - 1))
    message = f"{written} is a text and needs quotes" if len(edit.read) == 1 else f"{written} are texts and need quotes"
    return syntax_finding(at, message, f"write {quoted(meant, 60)}", fix=write(meant, at, sure=True))


def _report_colon(site: ErrorSite, edit: Edit) -> Finding:
    key = edit.start - 1
    at = site.span(key, edit.end - 1)
    meant = " ".join((site.written(key), *(piece.text for piece in edit.read if isinstance(piece, Made))))
    message = "an attribute and its value are joined by `=`, and texts have quotes"
    return syntax_finding(site.span(edit.start), message, f"write {quoted(meant, 60)}", fix=write(meant, at, sure=True))


def _needless(site: ErrorSite, edit: Edit) -> Finding:
    at, word = site.span(edit.start), site.tokens.texts[edit.start]
    message, meant = f"{quoted(word)} is a name, which is written without quotes", word[1:-1]
    return syntax_finding(at, message, f"write `{meant}`", fix=write(meant, at, sure=True))


def _report_digit(site: ErrorSite, edit: Edit) -> Finding:
    at, written = site.span(edit.start), site.written(edit.start)
    message = f"{quoted(written)} is not a name: a name can't begin with a digit"
    return syntax_finding(at, message, f"write `_{written}`", fix=write(f"_{written}", at, sure=False))
