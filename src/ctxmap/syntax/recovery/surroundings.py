"""What stands around a mistake: the bodies that are open there, and what the language would take. Knows no wording."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from typing import Any

import msgspec

from ctxmap.syntax.actions.declarations import Participants
from ctxmap.syntax.automaton import Lookahead, automaton
from ctxmap.syntax.driver import Driver
from ctxmap.syntax.recovery.lines import Lines
from ctxmap.syntax.tables import END, STRING
from ctxmap.text.source import Source, Span


class Scope(msgspec.Struct, frozen=True):
    """A body that is open: the keyword and name of what it belongs to, and the token of its first word.

    `states` are the parser's at the beginning of the body.
    """

    keyword: str
    name: str
    opened: int
    states: tuple[int, ...]


class ErrorSite:
    """The parser's stack at the token that doesn't fit."""

    def __init__(self, source: Source, lines: Lines, driver: Driver, error: int) -> None:
        self.tokens = driver.tokens
        self.error = error
        self._source = source
        self._lines = lines
        self._states = driver.states
        self._values = driver.values

    def span(self, first: int, last: int | None = None) -> Span:
        """The place of some tokens."""
        end = self.tokens.ends[first if last is None else last]
        return Span(self._source.path, self.tokens.starts[first], end)

    def before(self, token: int) -> Span:
        """The empty place before a token."""
        return Span(self._source.path, self.tokens.starts[token], self.tokens.starts[token])

    def written(self, first: int, last: int | None = None) -> str:
        """Some tokens as they are written."""
        at = self.span(first, last)
        return self._source.text[at.start : at.end]

    def begins_line(self, token: int) -> bool:
        """Whether a token is the first of its line, or the end of the file."""
        return self._lines.begins(token) or self.tokens.keys[token] == END

    @cached_property
    def scopes(self) -> Sequence[Scope]:
        """The open bodies, the outermost first."""
        found: list[Scope] = []
        begin = 0
        for place, value in enumerate(self._values):
            if isinstance(value, int) and self.tokens.keys[value] == "{":
                found.append(self._scope(self._values[begin:place], tuple(self._states[: place + 2])))
                begin = place + 1
            elif isinstance(value, int) and self.tokens.keys[value] == "}":
                found.pop()
            elif isinstance(value, list) and place == begin:
                begin = place + 1
        return found

    def _scope(self, head: list[Any], states: tuple[int, ...]) -> Scope:
        head = [part for part in head if not isinstance(part, int) or self.tokens.keys[part] != STRING]
        tokens = [part for part in head if isinstance(part, int)]
        words = [self.tokens.texts[token] for token in tokens]
        if head and isinstance(head[0], Participants):  # behind the doc string, if there is one
            first = bisect_left(self.tokens.starts, head[0].start, 0, self.tokens.count)
            return Scope("relationship", "", first, states)
        if words[:1] == ["abstract"]:
            words, tokens = words[1:], tokens[1:]
        name = words[1] if len(words) > 1 else ""
        return Scope(words[0] if words else "", name, tokens[0] if tokens else 0, states)

    @property
    def is_between_members(self) -> bool:
        """Whether the mistake is at the beginning of a member: none is open, or one that is whole, on a line before."""
        if self._states[-1] in automaton().between_members:
            return True
        return self._lines.begins(self.error) and Lookahead(self._states).closing_key() is not None

    @property
    def found(self) -> str:
        """The key of the token that doesn't fit."""
        return self.tokens.keys[self.error]

    @cached_property
    def expected(self) -> frozenset[str]:
        """The keys of all tokens that would fit."""
        lookahead = Lookahead(self._states)
        return frozenset(
            key for key in automaton().rows[lookahead.state] if not key.startswith("#") and lookahead.fits(key)
        )
