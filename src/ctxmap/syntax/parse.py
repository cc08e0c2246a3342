"""Text → syntax tree and syntax findings. The entry point of this package.

The text is split into tokens (`lex.py`). The LALR(1) automaton of the grammar runs over them (`driver.py`,
`automaton.py`, `tables.py`) and calls a semantic action for each reduction (`actions/`), which builds the tree
(`tree.py`). Where a token doesn't fit, `recovery/` edits or skips the text. The words of enumerations are checked at
the end (`enumerations.py`).
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from ctxmap.findings.finding import Finding
from ctxmap.syntax.actions.properties import DEEPEST_TYPE
from ctxmap.syntax.automaton import automaton
from ctxmap.syntax.driver import Driver
from ctxmap.syntax.enumerations import check_words
from ctxmap.syntax.lex import Tokens, tokenize
from ctxmap.syntax.tree import File, Member
from ctxmap.text.source import Source, Span

if TYPE_CHECKING:
    from ctxmap.syntax.recovery.second_reading import Reading


def parse(source: Source) -> tuple[File, tuple[Finding, ...]]:
    """The syntax tree of a text, and a finding for every mistake in it. Raises nothing, whatever the text.

    Only the parts that can't be read are missing from the tree.
    """
    collecting = gc.isenabled()
    gc.disable()  # parsing creates no reference cycles, and searching for them takes a third of the time
    try:
        return _parse(source)
    finally:
        if collecting:
            gc.enable()


def _parse(source: Source) -> tuple[File, tuple[Finding, ...]]:
    tokens = tokenize(source.text, automaton().keywords)
    driver = Driver(tokens, 0, [0], [])
    findings: list[Finding] = []
    gaps: tuple[Span, ...] = ()
    is_valid = driver.run() and not tokens.unclosed
    members: tuple[Member, ...] = driver.values[0] if is_valid else ()
    if not is_valid or _may_be_misread(source.text, tokens) or tokens.maybe_values:
        reading = _read_again(source, driver)
        if reading.is_whole or not is_valid:  # a suspicion that leads to errors in a valid text was wrong
            members, tokens, findings, gaps = reading.members, reading.tokens, reading.findings, reading.gaps
    members, unknown_words = check_words(source.path, members)
    findings += unknown_words
    if (
        tokens.unusual_spaces
        or tokens.unclosed
        or tokens.misplaced
        or tokens.unknown_escapes
        or DEEPEST_TYPE in tokens.depths.values()
        or tokens.swapped
    ):
        findings += _tolerated(source, tokens)
    findings.sort(key=lambda finding: finding.at.start)
    return File(source, members, tuple(tokens.comments), gaps), tuple(findings)


def _may_be_misread(text: str, tokens: Tokens) -> bool:
    """Whether a suspected token is on the line of the token before it: no name or association goes on to a new line."""
    return any("\n" not in text[tokens.ends[token - 1] : tokens.starts[token]] for token in tokens.maybe_misread)


# These imports cost time, and only texts with mistakes need them.


def _read_again(source: Source, first: Driver) -> Reading:
    from ctxmap.syntax.recovery.second_reading import read_again  # noqa: PLC0415

    return read_again(source, first)


def _tolerated(source: Source, tokens: Tokens) -> list[Finding]:
    from ctxmap.syntax.tolerated import findings_for_tolerated  # noqa: PLC0415

    return list(findings_for_tolerated(source, tokens))
