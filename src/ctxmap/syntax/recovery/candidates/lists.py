"""Lists in brackets, in quotes, or without commas: `contains [A, B]`, `contains "A", "B"`, `contains A and B`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from ctxmap.findings.finding import Finding
from ctxmap.findings.fix import Replace, safe, write
from ctxmap.syntax.recovery.edit import Edit, Made, Piece, Place, is_word, made, reported
from ctxmap.syntax.recovery.surroundings import ErrorSite
from ctxmap.syntax.tables import NAME, QUALIFIED, STRING
from ctxmap.syntax.wording import quoted, syntax_finding
from ctxmap.text.source import Span

_CLOSING: Final = {"[": "]", "(": ")", "{": "}"}
_AND: Final = ("and", "&", "+", "und", "y", "et")
_MOST_TOKENS: Final = 200


def candidates(place: Place) -> Iterator[Edit]:
    """The list as the language has it."""
    yield from _in_brackets(place)
    yield from _in_quotes(place)
    yield from _joined_by_words(place)


def _in_brackets(place: Place) -> Iterator[Edit]:
    equals = place.peek(1) == "="
    opening = place.at + 1 + equals
    mark = place.peek(1 + equals)
    if not is_word(place.key) or not place.fits(place.key) or mark not in _CLOSING:
        return
    keys = place.tokens.keys[opening : opening + _MOST_TOKENS]
    closing = keys.index(_CLOSING[mark]) if _CLOSING[mark] in keys else 0
    items = keys[1:closing]
    is_list = items and _takes_list_of(place, items[0])
    if items and not is_list and is_word(items[0]) and _takes_list_of(place, STRING):
        last = opening + closing
        yield Edit(place.at, last + 1, _texts(place, opening, last), 0.25, _report_texts)
    elif is_list and all(is_word(key) or key in (",", QUALIFIED, STRING) for key in items):
        last = opening + closing
        read: tuple[Piece, ...] = (*made(place.key), *range(place.at + 1, opening), *range(opening + 1, last))
        yield Edit(place.at, last + 1, read, 0.25, _report)


def _takes_list_of(place: Place, item: str) -> bool:
    return place.lookahead.copy().advance([place.key, item, ","]) == 3


def _texts(place: Place, opening: int, closing: int) -> tuple[Piece, ...]:
    """The items with the quotes that they lack."""
    keys, texts = place.tokens.keys, place.tokens.texts
    words = [texts[token] for token in range(opening + 1, closing) if is_word(keys[token])]
    items: list[Piece] = [Made(STRING, f'"{word}"') for word in words]
    commas = [piece for item in items for piece in (*made(","), item)][1:]
    return (place.at, *range(place.at + 1, opening), *commas)


def _in_quotes(place: Place) -> Iterator[Edit]:
    """`"A", "B"` for names."""
    keys, texts, end = place.tokens.keys, place.tokens.texts, place.at
    if place.key != STRING or not place.fits(NAME):
        return
    read: list[Piece] = []
    while keys[end] == STRING and texts[end][1:-1].isidentifier():
        read.append(Made(NAME, texts[end][1:-1]))
        end += 1
        if keys[end : end + 2] != [",", STRING]:
            break
        read.append(end)
        end += 1
    if len(read) > 1:
        meant = " ".join(piece.text if isinstance(piece, Made) else "," for piece in read).replace(" ,", ",")
        yield Edit(place.at, end, tuple(read), 0.75, reported("names are written without quotes", meant, sure=True))


def _joined_by_words(place: Place) -> Iterator[Edit]:
    """`contains A and B`"""
    is_joined = place.text in _AND and is_word(place.peek(1)) and is_word(place.tokens.keys[place.at - 1])
    if is_joined and place.fits(",") and not place.lines.begins(place.at) and not place.lines.begins(place.at + 1):
        message = f"the items of a list are separated by `,`, not by {quoted(place.text)}"
        yield Edit(place.at, place.at + 1, made(","), 0.25, _report_and(message))


def _report_and(message: str) -> Callable[[ErrorSite, Edit], Finding]:
    def report(site: ErrorSite, edit: Edit) -> Finding:
        at, before = site.span(edit.start), site.span(edit.start - 1)
        fix = safe("write `,`", Replace(Span(at.path, before.end, at.end), ","))
        return syntax_finding(at, message, "write `,`", fix=fix)

    return report


def _report_texts(site: ErrorSite, edit: Edit) -> Finding:
    opening = edit.start + 1 + (site.tokens.keys[edit.start + 1] == "=")
    meant = ", ".join(piece.text for piece in edit.read if isinstance(piece, Made) and piece.key == STRING)
    at = site.span(opening, edit.end - 1)
    message = "lists are written without brackets, and texts with quotes"
    return syntax_finding(at, message, f"write {quoted(meant, 60)}", fix=write(meant, at, sure=True))


def _report(site: ErrorSite, edit: Edit) -> Finding:
    opening = edit.start + 1 + (site.tokens.keys[edit.start + 1] == "=")
    at = site.span(opening, edit.end - 1)
    meant = site.written(opening + 1, edit.end - 2)
    hint = f"write {quoted(f'{site.written(edit.start, opening - 1)} {meant}', 60)}"
    return syntax_finding(at, "lists are written without brackets", hint, fix=write(meant, at, sure=True))
