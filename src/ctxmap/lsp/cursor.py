"""What may stand at a cursor: keywords from the parser's tables, and the statement that is being written.

Only the bodies that are open at the cursor are read, without what is complete in them, so that a mistake elsewhere in
the file doesn't matter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from ctxmap.syntax.automaton import Lookahead, automaton
from ctxmap.syntax.lex import tokenize
from ctxmap.syntax.tables import END, NAME

ARROWS = ("->", "<-", "<->")
_WORD = re.compile(r"[\w^-]*\Z")
_IMPORT = re.compile(r'\bimport\s+["\']([^"\'\n]*)\Z')


class Level(msgspec.Struct, frozen=True):
    """An open body, or the file: the words of its header, and those behind its last complete part."""

    header: tuple[str, ...]
    words: tuple[str, ...]


class Cursor(msgspec.Struct, frozen=True):
    """What is before a cursor, from the file to the innermost body, and which keywords may follow.

    `imported` is the begun path of an import, if the cursor is in one; `takes_name`: a name may follow.
    """

    levels: tuple[Level, ...]
    keywords: tuple[str, ...] = ()
    takes_name: bool = False
    imported: str | None = None

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the innermost body, up to the cursor."""
        return self.levels[-1].words

    @property
    def header(self) -> tuple[str, ...]:
        """The words before the innermost body."""
        return self.levels[-1].header

    @property
    def relationship(self) -> tuple[str, ...]:
        """The words of the innermost relationship around the cursor; () if there is none."""
        return next((each.header for each in reversed(self.levels) if set(ARROWS) & {*each.header}), ())

    @property
    def setting(self) -> str:
        """The key of the setting whose value is being written; "" if it is none."""
        words = list(self.words)
        while len(words) > 2 and words[-1] == ",":
            del words[-2:]
        return words[-2] if len(words) > 1 and words[-1] == "=" else words[-1] if words else ""


def cursor_at(text: str, offset: int) -> Cursor:
    """The cursor at an offset; the word that is being written doesn't count."""
    before = text[:offset]
    if found := _IMPORT.search(before):
        return Cursor((Level((), ()),), imported=found[1])
    before = before[: _WORD.search(before).start()]  # pyright: ignore[reportOptionalMemberAccess] — it can be empty
    tokens = tokenize(before, automaton().keywords)
    if tokens.unclosed or (tokens.comments and tokens.comments[-1].end > len(before.rstrip(" \t"))):
        return Cursor((Level((), ()),))
    levels, keys = _open(tokens.keys, tokens.texts)
    lookahead = Lookahead([0])
    if lookahead.advance(keys) < len(keys):
        return Cursor(levels)
    row = automaton().rows[lookahead.state]
    fitting = [key for key in row if key in automaton().keywords and lookahead.fits(key)]
    return Cursor(levels, tuple(sorted(fitting)), lookahead.fits(NAME))


def _open(keys: Sequence[str], texts: Sequence[str]) -> tuple[tuple[Level, ...], list[str]]:
    """The open bodies, and the tokens that lead to the cursor without what is complete."""
    headers: list[tuple[str, ...]] = [()]
    words: list[list[tuple[str, str]]] = [[]]
    for key, text in zip(keys, texts, strict=False):
        if key == END:
            break
        if key == "{":
            headers.append(tuple(each for _, each in words[-1]))
            words[-1].append((key, text))
            words.append([])
        elif key == "}":
            if len(words) > 1:
                words.pop()
                headers.pop()
                words[-1].clear()
        else:
            words[-1].append((key, text))
    levels = tuple(Level(header, tuple(text for _, text in some)) for header, some in zip(headers, words, strict=True))
    return levels, [key for some in words for key, _ in some]
