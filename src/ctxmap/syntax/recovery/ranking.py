"""Which of the edits that may fix a mistake is the likeliest: each is tried on the automaton, none is made."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ctxmap.syntax.automaton import Lookahead
from ctxmap.syntax.lex import Tokens
from ctxmap.syntax.recovery.candidates import candidates
from ctxmap.syntax.recovery.edit import Edit, Place
from ctxmap.syntax.recovery.edited_tokens import EditedTokens, Start
from ctxmap.syntax.recovery.lines import Lines
from ctxmap.syntax.recovery.surroundings import ErrorSite

_TRY: Final = 8
"""How many tokens behind the mistake an edit is tried on."""
_LEAST: Final = 3
"""How many of them must fit."""
_AWAY: Final = 0.25
"""What it costs an edit to be a token away from where the text ceased to fit."""


class Ranking:
    """Knows the text; is asked once a mistake."""

    def __init__(self, tokens: Tokens, fixed: EditedTokens, lines: Lines) -> None:
        self._tokens = tokens
        self._fixed = fixed
        self._lines = lines

    def best_edit(self, site: ErrorSite, start: Start) -> Edit | None:
        """The edit of least cost between the start and the mistake, if any lets the parser read on."""
        best, least = None, float("inf")
        error = site.error
        for at, lookahead in self._positions(start, error):
            for edit in candidates(Place(self._tokens, self._lines, at, lookahead, error, site)):
                cost = edit.cost + _AWAY * (error - at) + self.misfit(lookahead, edit, error)
                if cost < least:
                    best, least = edit, cost
        return best

    def misfit(self, lookahead: Lookahead, edit: Edit, error: int) -> float:
        """What it costs that an edit doesn't let the parser read all of the tokens that it is tried on."""
        keys = [*edit.keys(self._tokens), *self._tokens.keys[edit.end : min(error + _TRY, self._tokens.count)]]
        fitting = lookahead.copy().advance(keys)
        if fitting == len(keys):
            return 0.0
        reached = edit.end + fitting - len(edit.read)
        behind = reached - max(edit.end, error)
        enough = (
            (edit.is_certain and fitting >= len(edit.read))
            or behind >= _LEAST
            or self._finishes_line(lookahead, keys[:fitting], max(edit.end, error + 1), reached)
        )
        return max(0.5, 3 - 0.5 * (reached - error)) if enough else float("inf")

    def _positions(self, start: Start, error: int) -> Iterator[tuple[int, Lookahead]]:
        """Every token from the start up to the mistake, and how the parser stands before it."""
        lookahead = Lookahead(start.driver.states)
        for token, key in self._fixed.stream(start, error):
            if not key:
                yield token, lookahead
            lookahead = lookahead.copy()
            if not lookahead.shift(key or lookahead.read_as(self._tokens.keys, token)):
                return
        yield error, lookahead

    def _finishes_line(self, lookahead: Lookahead, keys: list[str], begin: int, reached: int) -> bool:
        """Whether the parser gets to the next line at least, with nothing left open on this one."""
        if any(map(self._lines.begins, range(begin, reached))):
            return True
        lookahead = lookahead.copy()
        lookahead.advance(keys)
        return reached >= begin and self._lines.begins(reached) and lookahead.closing_key() is not None
