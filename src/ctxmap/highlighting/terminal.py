"""Code in colours for terminals. Few colours, all readable on dark and light ground, so that the findings stand out."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from ctxmap.highlighting.kinds import Kind, Part, parts
from ctxmap.syntax.automaton import file_keywords

Piece = tuple[str, str]
"""Some characters and their style: the parameters of ANSI's "select graphic rendition", "" for plain text."""

_FAINT, _BOLD, _GREEN, _MAGENTA, _CYAN = "2", "1", "32", "35", "36"

STYLES: Final[Mapping[Kind, str]] = {
    Kind.COMMENT: _FAINT,
    Kind.STRING: _GREEN,
    Kind.NUMBER: _CYAN,
    Kind.DECLARATION: _MAGENTA,
    Kind.DECLARED: _BOLD,
    Kind.KEY: _MAGENTA,
    Kind.KEYWORD: _MAGENTA,
    Kind.VALUE: _CYAN,
    Kind.ROLE: _CYAN,
    Kind.ARROW: _MAGENTA,
}


def pieces_of_line(text: str, start: int, end: int) -> Iterator[Piece]:
    """The pieces of a part of a line of a map.

    Only the declaration around it is read, since a report shows a few lines of a text that may be long.
    """
    begin, behind = _declaration_around(text, start, end)
    yield from _pieces(text, _parts_of(text[begin:behind]), begin, start, end)


def pieces_of_code(code: str, language: str) -> Iterator[Piece]:
    """The pieces of an example in any language that Pygments knows; one plain piece for any other."""
    if language == "cml":
        yield from _pieces(code, tuple(parts(code)), 0, 0, len(code))
    else:
        yield from _pieces_of_others(code, language)


def _pieces(text: str, found: tuple[Part, ...], begin: int, start: int, end: int) -> Iterator[Piece]:
    at = start
    for part in found:
        first, last = max(at, begin + part.start), min(end, begin + part.end)
        if first < last and part.kind in STYLES:
            if at < first:
                yield text[at:first], ""
            yield text[first:last], STYLES[part.kind]
            at = last
    if at < end:
        yield text[at:end], ""


@lru_cache(maxsize=8)  # findings come in the order of the text
def _parts_of(declaration: str) -> tuple[Part, ...]:
    return tuple(parts(declaration))


def _declaration_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the declaration of the file around a place begins, and the next one."""
    beginnings = _beginnings(text)
    before, behind = bisect_right(beginnings, start), bisect_left(beginnings, end)
    return beginnings[before - 1] if before else 0, beginnings[behind] if behind < len(beginnings) else len(text)


@lru_cache(maxsize=2)
def _beginnings(text: str) -> list[int]:
    words = "|".join(sorted(file_keywords()))
    return [match.start() for match in re.finditer(rf"^(?:{words})\b", text, re.MULTILINE)]


def _pieces_of_others(code: str, language: str) -> Iterator[Piece]:
    from pygments.lexers import get_lexer_by_name  # pyright: ignore[reportUnknownVariableType]  # noqa: PLC0415 — only for examples in other languages
    from pygments.token import Comment, Keyword, Number, String  # noqa: PLC0415
    from pygments.util import ClassNotFound  # noqa: PLC0415

    styles = {Comment: _FAINT, Keyword: _MAGENTA, Number: _CYAN, String: _GREEN}
    try:
        lexer = get_lexer_by_name(language, ensurenl=False, stripnl=False)
    except ClassNotFound:
        yield code, ""
        return
    for kind, characters in lexer.get_tokens(code):
        yield characters, next((style for parent, style in styles.items() if kind in parent), "")
