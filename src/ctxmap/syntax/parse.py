"""Text → syntax tree and syntax findings. The one door to this package.

On the way the text is cut into tokens (`lex.py`), the LALR automaton of the grammar runs over them (`driver.py`,
`automaton.py`, `tables.py`) and calls a function for each reduction (`shapes/`), which makes the nodes of the tree
(`tree.py`). What doesn't fit is fixed or skipped (`recover.py`); words of enumerations are checked last (`words.py`).
"""

from __future__ import annotations

import gc

from ctxmap.findings.finding import Finding
from ctxmap.syntax.automaton import automaton
from ctxmap.syntax.driver import Driver
from ctxmap.syntax.enumerations import check_words
from ctxmap.syntax.lex import Tokens, tokenize
from ctxmap.syntax.tree import File, Member
from ctxmap.text.source import Source, Span


def parse(source: Source) -> tuple[File, tuple[Finding, ...]]:
    """The syntax tree of a text, and a finding for every place where the text can't be read. Never raises.

    What can't be read is left out of the tree; everything else is in it, in its place.
    """
    collecting = gc.isenabled()
    gc.disable()  # nothing here is in a cycle, and looking for cycles takes a third of the time
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
    if driver.run():
        members: tuple[Member, ...] = driver.values[0]
    else:
        members, findings, gaps = _recovered(source, driver)
    members, unknown_words = check_words(source.path, members)
    findings += unknown_words
    if tokens.odd_blanks or tokens.unclosed or tokens.misplaced or tokens.depths:
        findings += _oddities(source, tokens)
    findings.sort(key=lambda finding: finding.at.start)
    return File(source, members, tuple(tokens.comments), gaps), tuple(findings)


# Only a text with mistakes pays for importing what follows.


def _recovered(source: Source, driver: Driver) -> tuple[tuple[Member, ...], list[Finding], tuple[Span, ...]]:
    from ctxmap.syntax.recovery.recover import Recovery  # noqa: PLC0415

    recovery = Recovery(source, driver)
    return recovery.read_all(), recovery.findings, tuple(recovery.gaps)


def _oddities(source: Source, tokens: Tokens) -> list[Finding]:
    from ctxmap.syntax.tolerated import tell_oddities  # noqa: PLC0415

    return list(tell_oddities(source, tokens))
