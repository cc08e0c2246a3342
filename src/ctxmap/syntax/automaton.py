"""The LALR(1) automaton, and looking ahead on it without building anything.

Whether a word is a keyword or a name is decided here. Where both are possible and lead to different states (the tables
mark these entries as contested), both readings are tried on the next few tokens; the one that gets further wins, and
the keyword wins a tie. Keywords are thus reserved only where the grammar needs them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, cached_property
from typing import Final

from ctxmap.syntax import tables
from ctxmap.syntax.actions import Action, action_named
from ctxmap.syntax.tables import CONTESTED, END, NAME, Rows, keyword_entry

LOOKAHEAD_TOKENS: Final = 4
"""How many tokens decide whether a word is a keyword or a name."""

_AFTER_MEMBERS: Final = ("}", "BoundedContext")
"""A token that can follow any member of a body, and one that can follow any declaration at the top level."""


class Automaton:
    """The tables, with the functions of the semantic actions."""

    def __init__(self) -> None:
        loaded = tables.load()
        self.keywords = loaded.keywords
        self.accepting = loaded.accepting
        self.rows = Rows(loaded.rows)
        self.rules: list[tuple[int, str, Action]] = [
            (rule.length, rule.left, action_named(rule.action)) for rule in loaded.rules
        ]

    @cached_property
    def between_members(self) -> frozenset[int]:
        """The states in which a body, or the file, can continue with a new member: only recovery asks for them."""
        inside = {state for state, row in enumerate(self.rows.every()) if row.get("}", -1) >= 0}
        top_level = {0, *(state for left, state in self.rows[0].items() if left.startswith("#__start"))}
        return frozenset(inside | top_level)


@cache
def automaton() -> Automaton:
    """The automaton of the language, loaded when the first text is parsed."""
    return Automaton()


@cache
def declaring_keywords() -> frozenset[str]:
    """The keywords that begin a member and are followed by a name: `Aggregate`, `enum`, `Step`."""
    rows = automaton().rows
    return frozenset(
        key
        for state in automaton().between_members
        for key, entry in rows[state].items()
        if key[0].isalpha() and 0 <= entry < CONTESTED and NAME in rows[entry] and "=" not in rows[entry]
    )


@cache
def file_keywords() -> frozenset[str]:
    """The keywords of top-level declarations."""
    return frozenset(key for key in automaton().rows[0] if key in declaring_keywords())


class Lookahead:
    """A copy of the parser's stack of states, to try tokens on. The stack below is shared and never changed."""

    __slots__ = ("_above", "_below", "_depth")

    def __init__(self, below: list[int]) -> None:
        self._below = below
        self._depth = len(below)
        self._above: list[int] = []

    def copy(self) -> Lookahead:
        """An independent copy."""
        other = Lookahead(self._below)
        other._depth, other._above = self._depth, self._above.copy()
        return other

    @property
    def state(self) -> int:
        """The state on top."""
        return self._above[-1] if self._above else self._below[self._depth - 1]

    def shift(self, key: str) -> bool:
        """Read a token as `key`; False if it doesn't fit, and the lookahead must not be used any more."""
        state = self.reduce(key)
        if state is None:
            return key == END and self.state == automaton().accepting
        self._above.append(state)
        return True

    def reduce(self, key: str) -> int | None:
        """Do the reductions before `key`, and return the state after it; None if it doesn't fit."""
        machine = automaton()
        rows, rules, above = machine.rows, machine.rules, self._above
        while True:
            entry = rows[self.state].get(key)
            if entry is None:
                return None
            if entry >= CONTESTED:
                entry = keyword_entry(entry)
            if entry >= 0:
                return entry
            length, left, _ = rules[-1 - entry]
            if length < len(above):
                del above[len(above) - length :]
            else:
                self._depth -= length - len(above)
                above.clear()
            above.append(rows[self.state][left])

    def fits(self, key: str) -> bool:
        """Whether a token could be read as `key` here."""
        return key in automaton().rows[self.state] and self.copy().shift(key)

    def closing_key(self) -> str | None:
        """A key that completes the current member; None if the member is incomplete."""
        for key in _AFTER_MEMBERS:
            lookahead = self.copy()
            if lookahead.reduce(key) is not None and lookahead.state in automaton().between_members:
                return key
        return None

    def reach(self, key: str, keys: Sequence[str], behind: int, limit: int) -> int:
        """How many tokens fit if the next one is read as `key` and `keys[behind:]` follow, at most `limit`."""
        lookahead = self.copy()
        if not lookahead.shift(key):
            return 0
        if limit == 1 or key == END or behind == len(keys):
            return limit
        following = keys[behind]
        reached = lookahead.reach(following, keys, behind + 1, limit - 1)
        if reached < limit - 1 and following in automaton().keywords:
            reached = max(reached, lookahead.reach(NAME, keys, behind + 1, limit - 1))
        return 1 + reached

    def read_as(self, keys: Sequence[str], at: int) -> str:
        """The key to read `keys[at]` as: the reading that gets further, or the keyword at a tie."""
        key = keys[at]
        if key not in automaton().keywords:
            return key
        as_keyword = self.reach(key, keys, at + 1, LOOKAHEAD_TOKENS)
        if as_keyword < LOOKAHEAD_TOKENS and self.reach(NAME, keys, at + 1, LOOKAHEAD_TOKENS) > as_keyword:
            return NAME
        return key

    def advance(self, keys: Sequence[str]) -> int:
        """Read as many tokens as fit, and return how many. The end of the file counts as all remaining ones."""
        for at, key in enumerate(keys):
            if key == END:
                return len(keys) if self.shift(END) else at
            if not self.shift(self.read_as(keys, at)):
                return at
        return len(keys)
