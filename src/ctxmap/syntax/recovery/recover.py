"""Reading on behind a mistake, so that one mistake is one finding and the rest of the file is in the tree.

Two ways, both on the parser's own stack, so that every place stays what it is:

1. *Fix*. A mistake is often a word or a mark. `candidates/` proposes edits of the member in which the text ceased to
   fit (from its beginning on: a misspelt flag shows only after the name that follows it); `ranking.py` tries each on
   the automaton, and the likeliest of those that let the parser read on is made (`edited_tokens.py`).
2. *Skip*. Otherwise the member is given up, or kept where it is whole as it stands, and reading goes on with the next
   one of its body, or behind the body's end (`resume.py`).
"""

from __future__ import annotations

from bisect import bisect_left
from typing import Any, Final

from ctxmap.findings.finding import Finding
from ctxmap.findings.fix import Replace, unsafe
from ctxmap.syntax.actions.values import is_list, word
from ctxmap.syntax.automaton import Lookahead, automaton, declaring_keywords
from ctxmap.syntax.driver import Driver
from ctxmap.syntax.recovery.candidates.braces import missing_braces
from ctxmap.syntax.recovery.edit import Edit
from ctxmap.syntax.recovery.edited_tokens import EditedTokens, Start
from ctxmap.syntax.recovery.lines import Lines
from ctxmap.syntax.recovery.messages import finding_for_skipped, finding_for_too_many
from ctxmap.syntax.recovery.moved import Moved
from ctxmap.syntax.recovery.ranking import Ranking
from ctxmap.syntax.recovery.resume import next_member
from ctxmap.syntax.recovery.surroundings import ErrorSite
from ctxmap.syntax.tables import END
from ctxmap.syntax.tree import Member
from ctxmap.syntax.wording import quoted, syntax_finding, with_fix_of
from ctxmap.text.source import Source, Span

MOST_FINDINGS: Final = 250
"""In one file. What comes behind them is read over in silence."""
_LONG: Final = 60
"""The longest member, in tokens, that is searched for a mistake from its beginning on; one with a body never is."""
_REWOUND: Final = 400
"""The longest body, in tokens, that is read again to find where its members begin."""


class Recovery:
    """Fixes and skips until a file is read to its end."""

    def __init__(self, source: Source, driver: Driver) -> None:
        self.findings: list[Finding] = []
        self.gaps: list[Span] = []
        """The places that are read over."""
        self._source = source
        self._driver = driver
        self._tokens = driver.tokens
        self._count = driver.tokens.count
        self._lines = Lines(source.text, driver.tokens)
        self._fixed = EditedTokens(driver.tokens)
        self._moved = Moved(driver.tokens)
        self._kinds: dict[str, int] = {}
        """Where in the findings the one of a kind is that is reported once."""
        self._ranking = Ranking(driver.tokens, self._fixed, self._lines)
        self._given_up = -1
        """Where reading went on, when there was no better reason to go on there than the end of a body or file."""
        self._last_error = -1
        self._to_replay = 2 * self._count

    def read_all(self) -> tuple[Member, ...]:
        """Read the file to its end."""
        while not self._driver.run():
            self._read_on()
        return self._moved.put_into(self._driver.values[0])

    def _report(self, finding: Finding, kind: str) -> None:
        if kind in self._kinds:
            self.findings[self._kinds[kind]] = with_fix_of(self.findings[self._kinds[kind]], finding)
            return
        if kind:
            self._kinds[kind] = len(self.findings)
        self.findings.append(finding)

    def _read_on(self) -> None:
        error = self._driver.at
        same, self._last_error = error == self._last_error, error
        if same or error == self._given_up or len(self.findings) > MOST_FINDINGS:
            self._read_on_silently(error)
        elif len(self.findings) == MOST_FINDINGS:
            self.findings.append(finding_for_too_many(self._site(error)))
        elif not self._reopen(error):
            start = self._rewound(error)
            edit = self._ranking.best_edit(self._site(error), start)
            if edit:
                self._report(edit.finding(self._site(error), edit), edit.kind)
                if edit.leaves_gap:
                    self._leave_gap(edit.start, edit.end)
                if edit.moved_to:
                    self._moved.read(edit.moved_to, edit.start, edit.end)
                self._fix(start, edit)
            else:
                self.findings.append(finding_for_skipped(self._site(error)))
                self._skip(error)

    def _read_on_silently(self, error: int) -> None:
        braces = next(missing_braces(error, Lookahead(self._driver.states), self._tokens.keys[error]), None)
        if braces:
            self._fix(Start(self._driver), braces)
        else:
            self._skip(error)

    def _site(self, error: int) -> ErrorSite:
        return ErrorSite(self._source, self._lines, self._driver, error)

    def _leave_gap(self, begin: int, end: int) -> None:
        tokens = self._tokens
        self.gaps.append(Span(self._source.path, tokens.starts[begin], tokens.ends[max(begin, end - 1)]))

    def _fix(self, start: Start, edit: Edit) -> None:
        self._fixed.fix(start, edit)
        driver, fixed = self._driver, start.driver
        driver.states, driver.values, driver.at = fixed.states, fixed.values, fixed.at

    def _rest(self) -> int:
        """The number of the state before the member that is open; a body that is just closed is part of it."""
        driver, between_members = self._driver, automaton().between_members
        closed = 0
        for number in range(len(driver.states) - 1, 0, -1):
            key = self._key_of(driver.values[number]) if number < len(driver.values) else ""
            if key == "}":
                closed += 1
            elif key == "{" and closed:
                closed -= 1
            elif not closed and driver.states[number] in between_members:
                return number
        return 0

    def _key_of(self, value: Any) -> str:
        return self._tokens.keys[value] if isinstance(value, int) else ""

    # ---- Where the member begins ---------------------------------------------------------------------------------

    def _rewound(self, error: int) -> Start:
        """The beginning of the member in which the mistake may lie, the stack as it was there."""
        driver = self._driver
        rest = self._rest()
        value = driver.values[rest] if rest < len(driver.values) else error
        member = self._first_token(value)
        if error - member > _LONG or self._tokens.keys[error - 1] == "}":
            return Start(Driver(self._tokens, error, driver.states.copy(), driver.values.copy()))
        with_made = self._fixed.is_replaced(member) or (isinstance(value, int) and value >= self._count)
        start = Start(Driver(self._tokens, member, driver.states[: rest + 1], driver.values[:rest]), with_made)
        if rest < 2 or self._lines.begins(member) or not is_list(driver.values[rest - 1]):
            return start
        brace = driver.values[rest - 2]
        if not isinstance(brace, int) or not 0 <= member - brace <= _REWOUND:
            return start
        return self._reread(brace + 1, driver.states[:rest], driver.values[: rest - 1], error) or start

    def _reread(self, first: int, states: list[int], values: list[Any], error: int) -> Start | None:
        """Read a body again, from its first token, up to its last member before `error` that begins a line."""
        between_members = automaton().between_members
        body = Driver(self._tokens, first, states.copy(), values.copy())
        begin = first
        for token, key in list(self._fixed.stream(Start(body), error)):
            body.at = token
            read_as = key or Lookahead(body.states).read_as(self._tokens.keys, token)
            if not body.reduce_for(read_as):
                return None
            if len(body.states) <= len(states) + 1 and body.states[-1] in between_members and self._lines.begins(token):
                begin = token
            body.feed(token, read_as)
        again = Start(Driver(self._tokens, first, states, values))
        if not self._fixed.replay(again, begin):
            return None
        key = Lookahead(again.driver.states).read_as(self._tokens.keys, begin)
        return again if again.driver.reduce_for(key) else None

    def _first_token(self, value: Any) -> int:
        """The token that a value of the stack begins with."""
        starts = self._tokens.starts
        if isinstance(value, int):
            return bisect_left(starts, starts[value], 0, self._count)
        first: Any = value[0] if is_list(value) else value
        return bisect_left(starts, first.start, 0, self._count)

    # ---- A brace too many ----------------------------------------------------------------------------------------

    def _reopen(self, error: int) -> bool:
        """If what doesn't fit would fit into the declaration before it, the `}` between them is one too many."""
        keys, driver = self._tokens.keys, self._driver
        if error == 0 or keys[error - 1] != "}" or keys[error] not in declaring_keywords():
            return False
        rest = self._rest()
        if rest == len(driver.values):
            return False
        first = self._first_token(driver.values[rest])
        self._to_replay -= error - first
        if self._to_replay < 0 or self._lines.indentation(error) <= self._lines.indentation(first):
            return False
        again = Start(Driver(self._tokens, first, driver.states[: rest + 1], driver.values[:rest]))
        edit = Edit(error - 1, error, (), 0, _surplus_brace)
        if not self._fixed.replay(again, error - 1) or self._ranking.misfit(
            Lookahead(again.driver.states), edit, error
        ):
            return False
        self.findings.append(edit.finding(self._site(error), edit))
        self._fix(again, edit)
        return True

    # ---- Skipping ------------------------------------------------------------------------------------------------

    def _skip(self, error: int) -> None:
        driver = self._driver
        rest = self._rest()
        begin = self._first_token(driver.values[rest]) if rest < len(driver.values) else error
        pass_error = begin == error
        closing = Lookahead(driver.states).closing_key()
        if begin < error and closing:
            driver.reduce_for(closing)
            begin, pass_error = error, True
        else:
            self._state_attribute(begin, error)
            del driver.states[rest + 1 :]
            del driver.values[rest:]
        driver.at = next_member(self._tokens, self._lines, Lookahead(driver.states), error, pass_error=pass_error)
        self._fixed.leave_out(begin, driver.at, keep_made=begin == error)
        self._leave_gap(begin, driver.at)
        fits = Lookahead(driver.states).fits(self._tokens.keys[driver.at])
        key = self._tokens.keys[driver.at]
        if key == END or (not fits and next(missing_braces(driver.at, Lookahead(driver.states), key), None)):
            self._given_up = driver.at

    def _state_attribute(self, begin: int, error: int) -> None:
        """Remember that an attribute is written, so that nothing says that it is missing."""
        scopes, key = self._site(error).scopes, self._tokens.keys[begin]
        is_attribute = key in automaton().keywords - declaring_keywords() and key[0].islower()
        if scopes and is_attribute and begin < error and self._tokens.keys[begin + 1] == "=":
            self._moved.state(scopes[-1], word(self._tokens, begin))


def _surplus_brace(site: ErrorSite, edit: Edit) -> Finding:
    return syntax_finding(
        site.span(edit.start),
        "this `}` is one too many",
        f"remove it, so that {quoted(site.written(site.error))} is in the body before it",
        fix=unsafe("remove the brace", Replace(site.span(edit.start), "")),
    )
