"""An edit of a few tokens that may be what the author meant, and the place that it is proposed for.

A candidate is cheap to make and worth nothing until `ranking.py` has tried how far the text can be read with it. The
cost says which of two that work is more likely; a typing error costs about 1. Each module of `candidates/` proposes
edits for one group of mistakes and says what to report of them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import msgspec

from ctxmap.findings.finding import Finding
from ctxmap.findings.fix import write
from ctxmap.syntax.automaton import Lookahead, automaton
from ctxmap.syntax.lex import Tokens
from ctxmap.syntax.recovery.lines import Lines
from ctxmap.syntax.recovery.surroundings import ErrorSite, Scope
from ctxmap.syntax.tables import END, NAME, STRING
from ctxmap.syntax.wording import quoted, syntax_finding

_LONGEST: Final = 1_500
"""The most tokens of a declaration that is moved or left out as a whole."""


class Made(msgspec.Struct, frozen=True):
    """A token that is not in the text: its key and its text."""

    key: str
    text: str


Piece = int | Made
"""A token of the text, by its number, or one that is made."""


class Edit(msgspec.Struct, frozen=True):
    """Read these pieces instead of the tokens from `start` to before `end`; `finding` describes the mistake.

    Findings of the same `kind` are reported as one, with the fixes of all. `moved_to` is the body that the tokens are
    read in, if they are a member in the wrong place. `leaves_gap`: what the tokens mean is not known. `is_certain`: it
    is what is meant, even if another mistake follows.
    """

    start: int
    end: int
    read: tuple[Piece, ...]
    cost: float
    finding: Callable[[ErrorSite, Edit], Finding]
    kind: str = ""
    moved_to: Scope | None = None
    leaves_gap: bool = False
    is_certain: bool = False

    def keys(self, tokens: Tokens) -> list[str]:
        """The keys of the tokens that are read."""
        return [tokens.keys[piece] if isinstance(piece, int) else piece.key for piece in self.read]


class Place(msgspec.Struct, frozen=True):
    """A token for which edits are proposed, the parser as it was before it, and the token that didn't fit."""

    tokens: Tokens
    lines: Lines
    at: int
    lookahead: Lookahead
    error: int
    site: ErrorSite

    @property
    def key(self) -> str:
        """The token's key."""
        return self.tokens.keys[self.at]

    @property
    def text(self) -> str:
        """The token's text."""
        return self.tokens.texts[self.at]

    @property
    def ends_line(self) -> bool:
        """Whether the token before this one is the last of its line or body."""
        return self.key in ("}", END) or self.lines.begins(self.at)

    @property
    def begins_member(self) -> bool:
        """Whether a member of a body may begin here."""
        return self.at == 0 or self.lines.begins(self.at) or self.tokens.keys[self.at - 1] in ("{", "}", ";", STRING)

    def peek(self, ahead: int) -> str:
        """The key of the token that many tokens further on."""
        token = self.at + ahead
        return self.tokens.keys[token] if token < self.tokens.count else END

    def word(self, ahead: int) -> str:
        """The text of the token that many tokens further on, without quotes, in small letters."""
        token = self.at + ahead
        return self.tokens.texts[token].strip("\"'").casefold() if token < self.tokens.count else ""

    def fits(self, key: str) -> bool:
        """Whether the token could be read as `key`."""
        return self.lookahead.fits(key)


def is_word(key: str) -> bool:
    """Whether a token is a word: a keyword or a name."""
    return key == NAME or key[0].isalpha()


def made(*texts: str) -> tuple[Made, ...]:
    """Tokens of keywords, names and marks."""
    keywords = automaton().keywords
    return tuple(Made(text if text in keywords or not text[0].isalpha() else NAME, text) for text in texts)


def reported(message: str, meant: str, *, sure: bool, hint: str = "") -> Callable[[ErrorSite, Edit], Finding]:
    """The finding for an edit of which it is known what should have been written in its place."""

    def report(site: ErrorSite, edit: Edit) -> Finding:
        at = site.span(edit.start, edit.end - 1)
        return syntax_finding(at, message, hint or f"write {quoted(meant, 80)}", fix=write(meant, at, sure=sure))

    return report


def end_of_declaration(place: Place, at: int) -> int:
    """The token after a declaration that begins at `at`: after its body, or the first of the next line.

    `at` itself if the body is too long to be searched.
    """
    keys = place.tokens.keys
    end, depth = at + 1, 0
    while keys[end] != END and (depth or (keys[end] != "}" and not place.lines.begins(end))):
        depth += {"{": 1, "}": -1}.get(keys[end], 0)
        end += 1
        if keys[end - 1] == "}" and not depth:
            break
        if end - at > _LONGEST:
            return at
    return end
