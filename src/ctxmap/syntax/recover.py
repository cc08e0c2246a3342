"""Reading on behind a mistake, so that one mistake is one finding and the rest of the file is in the tree.

Two ways, both on the parser's own stack, so that every place stays what it is:

1. *Mend*. A mistake is often a word or a mark. `repairs.py` guesses edits of the member in which the text ceased to fit
   (from the member's beginning on: a misspelt flag shows only behind the name that follows it). Each is tried on the
   automaton, and the likeliest of those that let the parser read on is made.
2. *Skip*. Otherwise the member is given up, or kept where it is whole as it stands, and reading goes on with the next
   one of its body, or behind the body's end (`resume.py`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import Any, Final

from ctxmap.findings import Finding
from ctxmap.source import Source
from ctxmap.syntax.automaton import Trial, automaton
from ctxmap.syntax.driver import Driver
from ctxmap.syntax.lines import Lines
from ctxmap.syntax.messages import tell_mended, tell_skipped, tell_too_many
from ctxmap.syntax.repairs import Edit, guesses, missing_braces
from ctxmap.syntax.resume import declaring_keywords, next_member
from ctxmap.syntax.scene import Scene
from ctxmap.syntax.shapes.values import is_list
from ctxmap.syntax.strangers import tell_stranger
from ctxmap.syntax.tables import END, NAME, STRING
from ctxmap.syntax.tree import Member

_MOST_FINDINGS: Final = 250
"""In one file. What comes behind them is read over in silence."""
_TRY: Final = 8
"""How many tokens behind the mistake an edit is tried on."""
_LEAST: Final = 3
"""How many of them must fit."""
_REWOUND: Final = 400
"""The longest body, in tokens, that is read again to find where its members begin."""


class Recovery:
    """Mends and skips until a file is read to its end."""

    def __init__(self, source: Source, driver: Driver) -> None:
        self.findings: list[Finding] = []
        self._source = source
        self._driver = driver
        self._tokens = driver.tokens
        self._count = driver.tokens.count
        self._lines = Lines(source.text, driver.tokens)
        self._edits: dict[int, tuple[int, list[int]]] = {}
        """What was mended, by the number of a token: the token to go on with instead, and those to read before it."""
        self._given_up = -1
        """Where reading went on, when there was no better reason to go on there than the end of a body or file."""
        self._to_replay = 2 * self._count

    def read_all(self) -> tuple[Member, ...]:
        """Read the file to its end, from where the driver stands at a token that doesn't fit."""
        stranger = tell_stranger(self._source, self._tokens, self._lines)
        if stranger:
            self.findings.append(stranger)
            return ()
        self._read_on()
        while not self._driver.run():
            self._read_on()
        return self._driver.values[0]

    def _read_on(self) -> None:
        error = self._driver.at
        if error == self._given_up or len(self.findings) > _MOST_FINDINGS:
            self._read_on_silently(error)
        elif len(self.findings) == _MOST_FINDINGS:
            self.findings.append(tell_too_many(self._scene(error)))
        elif not self._reopen(error):
            begin = self._rewound(error)
            edit = self._best_edit(begin, error)
            if edit:
                self.findings.append(tell_mended(self._scene(error), edit))
                self._mend(begin, edit)
            else:
                self.findings.append(tell_skipped(self._scene(error)))
                self._skip(error)

    def _read_on_silently(self, error: int) -> None:
        braces = next(missing_braces(error, Trial(self._driver.states), self._tokens.keys[error]), None)
        if braces:
            self._mend(self._driver, braces)
        else:
            self._skip(error)

    def _scene(self, error: int) -> Scene:
        return Scene(self._source, self._lines, self._driver, error)

    # ---- Mending -------------------------------------------------------------------------------------------------

    def _best_edit(self, begin: Driver, error: int) -> Edit | None:
        best, least = None, float("inf")
        for at, trial in self._positions(begin, error):
            for edit in guesses(self._tokens, at, trial, error, self._lines):
                cost = edit.cost + 0.25 * (error - at) + self._misfit(trial, edit, error)
                if edit.slip == "missing braces":
                    cost += self._unlike_missing(edit)
                if cost < least:
                    best, least = edit, cost
        return best

    def _positions(self, begin: Driver, error: int) -> Iterator[tuple[int, Trial]]:
        """Every token from the beginning up to the mistake, and how the parser stands before it."""
        trial = Trial(begin.states)
        for token, key in self._stream(begin.at, error):
            if token < self._count:
                yield token, trial
            trial = trial.copy()
            if not trial.shift(key or trial.read_as(self._tokens.keys, token)):
                return
        yield error, trial

    def _stream(self, begin: int, end: int) -> Iterator[tuple[int, str]]:
        """The tokens of a range as mended before. Those that were put in come with the key they are read as."""
        token = begin
        while token < end:
            behind, made = self._edits.get(token, (token, ()))
            for new in made:
                yield new, self._tokens.keys[new]
            if behind > token:
                token = behind
            else:
                yield token, ""
                token += 1

    def _misfit(self, trial: Trial, edit: Edit, error: int) -> float:
        """What it costs that an edit doesn't let the parser read all of the tokens that it is tried on."""
        keys = [*edit.keys, *self._tokens.keys[edit.end : min(error + _TRY, self._count)]]
        fitting = trial.copy().advance(keys)
        if fitting == len(keys):
            return 0.0
        reached = edit.end + fitting - len(edit.keys)
        behind = reached - max(edit.end, error)
        ends_line = self._lines.begins(reached) and (behind > 0 or (edit.keys and behind == 0))
        enough = behind >= _LEAST or (reached > error and ends_line)
        return max(0.5, 3 - 0.5 * behind) if enough else float("inf")

    def _unlike_missing(self, edit: Edit) -> float:
        """Bodies end where the indentation goes back; what stands further right is rather in the wrong place."""
        opened = [scope.opened for scope in self._scene(edit.start).scopes][-len(edit.keys) :]
        if not opened or self._tokens.keys[edit.start] == END:
            return 0.0
        return 3.0 if self._lines.indentation(edit.start) > self._lines.indentation(opened[0]) else 0.0

    def _mend(self, begin: Driver, edit: Edit) -> None:
        self._replay(begin, edit.start)
        begin.at = edit.end
        made = [self._made(edit, key) for key in edit.keys]
        for token in made:
            begin.feed(token, self._tokens.keys[token])
        _, before = self._edits.get(edit.start, (0, []))
        self._edits[edit.start] = (edit.end, before + made)
        self._adopt(begin)

    def _replay(self, driver: Driver, end: int) -> bool:
        """Read the tokens up to `end` as they were read before. Whether they still fit."""
        for token, key in self._stream(driver.at, end):
            driver.at = token
            if not driver.feed(token, key or Trial(driver.states).read_as(self._tokens.keys, token)):
                return False
        driver.at = end
        return True

    def _adopt(self, other: Driver) -> None:
        self._driver.states, self._driver.values, self._driver.at = other.states, other.values, other.at

    def _made(self, edit: Edit, key: str) -> int:
        """A token that isn't in the text, in the place of those that it is read for."""
        tokens = self._tokens
        begin = tokens.starts[edit.start] if edit.end > edit.start else tokens.ends[max(0, edit.start - 1)]
        written = tokens.texts[edit.start]
        tokens.keys.append(key)
        tokens.texts.append({STRING: f'"{written}"', NAME: written.strip("\"'")}.get(key, key))
        tokens.starts.append(begin)
        tokens.ends.append(tokens.ends[edit.end - 1] if edit.end > edit.start else begin)
        return len(tokens.keys) - 1

    # ---- Where the member begins ---------------------------------------------------------------------------------

    def _rewound(self, error: int) -> Driver:
        """A driver at the beginning of the member in which the mistake may lie, the stack as it was there."""
        driver = self._driver
        rest = _rest(driver.states)
        member = self._first_token(driver.values[rest]) if rest < len(driver.values) else error
        begin = Driver(self._tokens, member, driver.states[: rest + 1], driver.values[:rest])
        if rest < 2 or self._lines.begins(member) or not is_list(driver.values[rest - 1]):
            return begin
        brace = driver.values[rest - 2]
        if not isinstance(brace, int) or member - brace > _REWOUND:
            return begin
        return (
            self._reread(Driver(self._tokens, brace + 1, driver.states[:rest], driver.values[: rest - 1]), error)
            or begin
        )

    def _reread(self, body: Driver, error: int) -> Driver | None:
        """Read a body again up to its last member before `error` that begins a line."""
        resting = automaton().resting
        states, values, first = body.states.copy(), body.values.copy(), body.at
        begin = first
        for token, key in self._stream(first, error):
            body.at = token
            read_as = key or Trial(body.states).read_as(self._tokens.keys, token)
            if not body.reduce_for(read_as):
                return None
            if len(body.states) <= len(states) + 1 and body.states[-1] in resting and self._lines.begins(token):
                begin = token
            body.feed(token, read_as)
        again = Driver(self._tokens, first, states, values)
        return (
            again
            if self._replay(again, begin) and again.reduce_for(Trial(again.states).read_as(self._tokens.keys, begin))
            else None
        )

    def _first_token(self, value: Any) -> int:
        """The token that a value of the stack begins with."""
        starts = self._tokens.starts
        if isinstance(value, int):
            return bisect_left(starts, starts[value], 0, self._count)
        first: Any = value[0] if isinstance(value, (list, tuple)) else value
        return bisect_left(starts, first.start, 0, self._count)

    # ---- A brace too many ----------------------------------------------------------------------------------------

    def _reopen(self, error: int) -> bool:
        """If what doesn't fit would fit into the declaration before it, the `}` between them is one too many."""
        keys, driver = self._tokens.keys, self._driver
        if error == 0 or keys[error - 1] != "}" or keys[error] not in declaring_keywords():
            return False
        rest = _rest(driver.states)
        members = driver.values[rest - 1] if rest else None
        if rest != len(driver.values) or not is_list(members):
            return False
        first = self._first_token(members[-1])
        self._to_replay -= error - first
        if self._to_replay < 0 or self._lines.indentation(error) <= self._lines.indentation(first):
            return False
        kept = members[:-1]
        again = Driver(
            self._tokens,
            first,
            driver.states[: rest + 1] if kept else driver.states[:rest],
            [*driver.values[: rest - 1], kept] if kept else driver.values[: rest - 1],
        )
        if not self._replay(again, error - 1):
            return False
        edit = Edit("surplus brace", error - 1, error, (), 0)
        if self._misfit(Trial(again.states), edit, error):
            return False
        self.findings.append(tell_mended(self._scene(error), edit))
        self._mend(again, edit)
        return True

    # ---- Skipping ------------------------------------------------------------------------------------------------

    def _skip(self, error: int) -> None:
        driver = self._driver
        rest = _rest(driver.states)
        begin = self._first_token(driver.values[rest]) if rest < len(driver.values) else error
        pass_error = begin == error
        if begin < error and (driver.reduce_for("}") or driver.reduce_for("BoundedContext")):
            begin, pass_error = error, True
        else:
            del driver.states[rest + 1 :]
            del driver.values[rest:]
        driver.at = next_member(self._tokens, self._lines, Trial(driver.states), error, pass_error=pass_error)
        self._edits[begin] = (driver.at, self._edits.get(begin, (0, []))[1] if begin == error else [])
        fits = Trial(driver.states).fits(self._tokens.keys[driver.at])
        key = self._tokens.keys[driver.at]
        if key == END or (not fits and next(missing_braces(driver.at, Trial(driver.states), key), None)):
            self._given_up = driver.at


def _rest(states: list[int]) -> int:
    """The number of the topmost state between two members."""
    resting = automaton().resting
    return next(number for number in range(len(states) - 1, -1, -1) if states[number] in resting)
