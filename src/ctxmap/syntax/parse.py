"""Text → syntax tree and syntax findings: the LALR driver. It knows the tables, and nothing of what the rules mean."""

from __future__ import annotations

import gc
from functools import cache
from typing import Any, Final

from ctxmap.findings import Finding, Severity
from ctxmap.source import Source, Span
from ctxmap.syntax import tables
from ctxmap.syntax.lex import Tokens, tokenize
from ctxmap.syntax.shapes import Shape, shape_named
from ctxmap.syntax.tables import CONTESTED, END, NAME, Row, keyword_action
from ctxmap.syntax.tree import File

_LOOK_AHEAD: Final = 4
"""How many tokens a word that may be a keyword or a name is judged by."""


def parse(source: Source) -> tuple[File, tuple[Finding, ...]]:
    """The syntax tree of a text, and every place where the text can't be read. Never raises."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        tokens = tokenize(source.text, _language().keywords)
        members, findings = _run(source, tokens)
    finally:
        if enabled:
            gc.enable()
    return File(source, members, tuple(tokens.comments)), findings


class _Language:
    __slots__ = ("accepting", "keywords", "rows", "rules")

    def __init__(self) -> None:
        loaded = tables.load()
        self.keywords = loaded.keywords
        self.accepting = loaded.accepting
        self.rows = loaded.rows
        self.rules: list[tuple[int, str, Shape]] = [
            (rule.length, rule.left, shape_named(rule.shape)) for rule in loaded.rules
        ]


@cache
def _language() -> _Language:
    return _Language()


def _run(source: Source, tokens: Tokens) -> tuple[Any, tuple[Finding, ...]]:
    language = _language()
    rows, rules = language.rows, language.rules
    keys = tokens.keys
    states, values = [0], []
    i = 0
    key = keys[0]
    row = rows[0]
    while True:
        entry = row.get(key)
        if entry is None:
            if key in language.keywords and NAME in row:
                key = NAME
                continue
            if key == END and states[-1] == language.accepting:
                return values[0], ()
            at = Span(source.path, tokens.starts[i], tokens.ends[i])
            return (), (Finding(at, f"unexpected {tokens.texts[i]}; {sorted(row)}", rule="syntax", severity=Severity.ERROR),)
        if entry >= CONTESTED:
            entry = _settle(language, states, keys, i, row)
            if entry == row[NAME]:
                key = NAME
        if entry < 0:
            length, left, shape = rules[-1 - entry]
            if length:
                popped = values[-length:]
                del values[-length:]
                del states[-length:]
            else:
                popped = []
            values.append(shape(tokens, popped, i))
            state = rows[states[-1]][left]
            states.append(state)
            row = rows[state]
        else:
            states.append(entry)
            values.append(i)
            i += 1
            key = keys[i]
            row = rows[entry]


def _settle(language: _Language, states: list[int], keys: list[str], i: int, row: Row) -> int:
    """Whether a contested word is the keyword or a name: what lets the parse go further, and at a tie the keyword."""
    as_keyword = _reach(language, states, len(states), [], keys, i, keys[i], _LOOK_AHEAD)
    if as_keyword < _LOOK_AHEAD and _reach(language, states, len(states), [], keys, i, NAME, _LOOK_AHEAD) > as_keyword:
        return row[NAME]
    return keyword_action(row[keys[i]])


def _reach(
    language: _Language, states: list[int], base: int, above: list[int], keys: list[str], i: int, key: str, limit: int
) -> int:
    """How many tokens from `i` on the parser could shift, if it reads the first as `key`; at most `limit`.

    The stack it is tried on is `states[:base] + above`; neither is changed.
    """
    rows, rules = language.rows, language.rules
    above = above.copy()
    while True:
        row = rows[above[-1] if above else states[base - 1]]
        entry = row.get(key)
        if entry is None:
            accepted = key == END and base + len(above) == 2
            return limit if accepted else 0
        if entry >= CONTESTED:
            entry = keyword_action(entry)
        if entry >= 0:
            break
        length, left, _ = rules[-1 - entry]
        if length < len(above):
            del above[len(above) - length :]
        else:
            base -= length - len(above)
            above.clear()
        above.append(rows[above[-1] if above else states[base - 1]][left])
    if limit == 1:
        return 1
    above.append(entry)
    following = keys[i + 1]
    reached = _reach(language, states, base, above, keys, i + 1, following, limit - 1)
    if reached < limit - 1 and following in language.keywords:
        reached = max(reached, _reach(language, states, base, above, keys, i + 1, NAME, limit - 1))
    return 1 + reached
