"""The tokens of a text as they were fixed so far, for who has to read a part of it again."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from ctxmap.syntax.automaton import Lookahead
from ctxmap.syntax.driver import Driver
from ctxmap.syntax.lex import Tokens
from ctxmap.syntax.recovery.edit import Edit, Made


class Start(msgspec.Struct):
    """Where reading begins anew: a driver, and whether the tokens that were put before its token are to be read too."""

    driver: Driver
    with_made: bool = True


class EditedTokens:
    """The tokens of a text with the edits that were made."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self._edits: dict[int, tuple[int, list[tuple[int, str]]]] = {}
        """By the number of a token: the one to go on with instead, and those to read before that, as what."""

    def is_replaced(self, token: int) -> bool:
        """Whether other tokens are read instead of this one."""
        return self._edits.get(token, (token,))[0] > token

    def stream(self, start: Start, end: int) -> Iterator[tuple[int, str]]:
        """The tokens up to `end` as fixed. Those of edits come with the key they are read as."""
        token = start.driver.at
        while token < end:
            behind, made = self._edits.get(token, (token, ()))
            if token > start.driver.at or start.with_made:
                yield from made
            if behind > token:
                token = behind
            else:
                yield token, ""
                token += 1

    def replay(self, start: Start, end: int) -> bool:
        """Read the tokens up to `end` as they were read before. Whether they still fit."""
        driver = start.driver
        for token, key in list(self.stream(start, end)):
            driver.at = token
            if not driver.feed(token, key or Lookahead(driver.states).read_as(self._tokens.keys, token)):
                return False
        driver.at = end
        return True

    def fix(self, start: Start, edit: Edit) -> None:
        """Read on from the start up to an edit, and make that."""
        self.replay(start, edit.start)
        start.driver.at = edit.end
        made: list[tuple[int, str]] = []
        for piece in edit.read:
            token = piece if isinstance(piece, int) else self._make(edit, piece)
            key = self._tokens.keys[token]
            if isinstance(piece, int):
                key = Lookahead(start.driver.states).read_as(self._tokens.keys, token)
            start.driver.feed(token, key)
            made.append((token, key))
        _, before = self._edits.get(edit.start, (0, []))
        self._edits[edit.start] = (edit.end, before + made)

    def leave_out(self, begin: int, end: int, *, keep_made: bool) -> None:
        """Read none of the tokens of a range again, and of those put before them only where they belong elsewhere."""
        _, before = self._edits.get(begin, (0, []))
        self._edits[begin] = (end, before if keep_made else [])

    def _make(self, edit: Edit, made: Made) -> int:
        """A token that isn't in the text, in the place of those that it is read for."""
        tokens = self._tokens
        is_new = edit.end == edit.start
        begin = tokens.ends[max(0, edit.start - 1)] if is_new else tokens.starts[edit.start]
        tokens.keys.append(made.key)
        tokens.texts.append(made.text)
        tokens.starts.append(begin)
        tokens.ends.append(begin if is_new else tokens.ends[edit.end - 1])
        return len(tokens.keys) - 1
