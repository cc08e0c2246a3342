"""The LALR automaton as the parser uses it, and trying out on it what would happen, without doing it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from ctxmap.syntax import tables
from ctxmap.syntax.actions import Shape, shape_named
from ctxmap.syntax.tables import CONTESTED, END, NAME, Row, keyword_action

LOOK_AHEAD: Final = 4
"""By how many tokens a word is judged that may be a keyword or a name."""


_BEHIND_MEMBERS: Final = ("}", "BoundedContext")
"""What can follow a member: in a body, and at the top level."""


class Automaton:
    """The tables with the shapes' functions in them."""

    __slots__ = ("accepting", "keywords", "resting", "rows", "rules")

    def __init__(self) -> None:
        loaded = tables.load()
        self.keywords = loaded.keywords
        self.accepting = loaded.accepting
        self.rows: list[Row] = loaded.rows
        self.rules: list[tuple[int, str, Shape]] = [
            (rule.length, rule.left, shape_named(rule.shape)) for rule in loaded.rules
        ]
        inside = {state for state, row in enumerate(self.rows) if row.get("}", -1) >= 0}
        top_level = {0, *(state for left, state in self.rows[0].items() if left.startswith("#__start"))}
        self.resting = frozenset(inside | top_level)
        """The states between two members: in a body, or at the top level."""


@cache
def automaton() -> Automaton:
    """The automaton of the language, loaded when the first text is parsed."""
    return Automaton()


@cache
def declaring_keywords() -> frozenset[str]:
    """The keywords that a name follows at the beginning of a member: `Aggregate`, `enum`, `Step`."""
    rows = automaton().rows
    return frozenset(
        key
        for state in automaton().resting
        for key, entry in rows[state].items()
        if key[0].isalpha() and 0 <= entry < len(rows) and NAME in rows[entry] and "=" not in rows[entry]
    )


@cache
def file_keywords() -> frozenset[str]:
    """The keywords of declarations at the top level of a file."""
    return frozenset(key for key in automaton().rows[0] if key in declaring_keywords())


class Trial:
    """A parser's stack to try tokens on. What it lies on, `below`, is shared and stays as it is."""

    __slots__ = ("_above", "_below", "_depth")

    def __init__(self, below: list[int]) -> None:
        self._below = below
        self._depth = len(below)
        self._above: list[int] = []

    def copy(self) -> Trial:
        """A trial that goes its own way from here."""
        other = Trial(self._below)
        other._depth, other._above = self._depth, self._above.copy()
        return other

    @property
    def state(self) -> int:
        """The state on top."""
        return self._above[-1] if self._above else self._below[self._depth - 1]

    def shift(self, key: str) -> bool:
        """Read a token as `key`, if it fits here. A trial that said no is of no more use."""
        state = self.reduce(key)
        if state is None:
            return key == END and self.state == automaton().accepting
        self._above.append(state)
        return True

    def reduce(self, key: str) -> int | None:
        """Do the reductions that reading `key` asks for, and give the state it leads to; None if it doesn't fit."""
        machine = automaton()
        rows, rules, above = machine.rows, machine.rules, self._above
        while True:
            entry = rows[self.state].get(key)
            if entry is None:
                return None
            if entry >= CONTESTED:
                entry = keyword_action(entry)
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
        """A key before which the member that is open here is whole; None if it isn't."""
        for key in _BEHIND_MEMBERS:
            trial = self.copy()
            if trial.reduce(key) is not None and trial.state in automaton().resting:
                return key
        return None

    def reach(self, key: str, keys: Sequence[str], behind: int, limit: int) -> int:
        """How many tokens fit if the next one is read as `key` and `keys[behind:]` follow it; at most `limit`."""
        trial = self.copy()
        if not trial.shift(key):
            return 0
        if limit == 1 or key == END or behind == len(keys):
            return limit
        following = keys[behind]
        reached = trial.reach(following, keys, behind + 1, limit - 1)
        if reached < limit - 1 and following in automaton().keywords:
            reached = max(reached, trial.reach(NAME, keys, behind + 1, limit - 1))
        return 1 + reached

    def read_as(self, keys: Sequence[str], at: int) -> str:
        """What the word `keys[at]` is here: what lets the parse go further, and at a tie the keyword."""
        key = keys[at]
        if key not in automaton().keywords:
            return key
        as_keyword = self.reach(key, keys, at + 1, LOOK_AHEAD)
        if as_keyword < LOOK_AHEAD and self.reach(NAME, keys, at + 1, LOOK_AHEAD) > as_keyword:
            return NAME
        return key

    def advance(self, keys: Sequence[str]) -> int:
        """Read as many of these tokens as fit; how many that were. The end of the file counts for all that is left."""
        for at, key in enumerate(keys):
            if key == END:
                return len(keys) if self.shift(END) else at
            if not self.shift(self.read_as(keys, at)):
                return at
        return len(keys)
