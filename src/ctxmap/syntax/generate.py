"""Grammar → tables, with Lark: the only module that imports it, and no part of a run of the compiler.

Lark reads the grammar and computes the LALR(1) automaton; a conflict is an error. What would cost time at every run is
settled here once: productions that hand a single symbol on disappear from the automaton (who would come to a state that
can only reduce one is sent to where it leads), states that nobody reaches any more are left out, equal rows are shared.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import msgspec
from lark import Lark
from lark.lexer import Lexer
from lark.parsers.lalr_analysis import Shift

from ctxmap.syntax import tables
from ctxmap.syntax.tables import Row, Rule, Tables
from ctxmap.text.resources import grammar_folder

HANDS_ON: Final = "first"
"""The shape of a production that hands its only symbol's value on."""

_KINDS: Final = {
    "NAME": tables.NAME,
    "DOTTED": tables.DOTTED,
    "QUALIFIED": tables.QUALIFIED,
    "SLASHED": tables.SLASHED,
    "STRING": tables.STRING,
    "NUMBER": tables.NUMBER,
    "$END": tables.END,
}


class _NoLexer(Lexer):
    """Lark wants a lexer; ours is `lex.py`."""

    def __init__(self, _: object) -> None: ...

    def lex(self, lexer_state: object, parser_state: object) -> Iterator[Any]:
        """Never called."""
        del lexer_state, parser_state
        return iter(())


def build() -> bytes:
    """The content of the tables' file, built from the grammar. Raises Lark's error if the grammar is wrong."""
    grammar = tables.grammar_text(grammar_folder())
    return msgspec.json.encode(generate(grammar, tables.hash_of(grammar)), order="deterministic") + b"\n"


def generate(grammar: str, grammar_hash: str) -> Tables:
    """The tables for a grammar. Raises Lark's `GrammarError` on any conflict."""
    lark: Any = Lark(grammar, parser="lalr", lexer=_NoLexer, strict=True, maybe_placeholders=False)
    automaton = lark.parser.parser._parse_table  # Lark has no public way to its tables
    keys = _terminal_keys(lark.terminals)
    rules = [_rule(rule) for rule in lark.rules]
    rows = _rows(automaton.states, keys, {rule: number for number, rule in enumerate(lark.rules)})
    _skip_passing_states(rows, rules)
    order = _reachable(rows, automaton.start_states["start"])
    numbers = {state: number for number, state in enumerate(order)}
    distinct: dict[tuple[tuple[str, int], ...], int] = {}
    states = tuple(distinct.setdefault(_renumbered(rows[state], numbers), len(distinct)) for state in order)
    return Tables(
        grammar=grammar_hash,
        accepting=numbers[automaton.end_states["start"]],
        keywords=frozenset(key for key in keys.values() if key[0].isalpha()),
        rules=tuple(rules),
        distinct_rows=tuple(dict(row) for row in distinct),
        states=states,
    )


def _terminal_keys(terminals: list[Any]) -> dict[str, str]:
    if taken := [t.pattern.value for t in terminals if t.name in _KINDS and t.pattern]:
        raise ValueError(f"Lark takes the keywords {taken} for kinds of tokens: give the kinds other names")
    literals = {terminal.name: terminal.pattern.value for terminal in terminals if terminal.name not in _KINDS}
    return literals | _KINDS


def _rule(rule: Any) -> Rule:
    left = f"#{rule.origin.name}"
    return Rule(left, len(rule.expansion), rule.alias or _shape_without_alias(rule))


def _shape_without_alias(rule: Any) -> str:
    repeated = rule.origin.name.startswith("__")
    if len(rule.expansion) == 1:
        return "list_of_one" if repeated else HANDS_ON
    if repeated and len(rule.expansion) == 2:
        return "list_and_one"
    raise ValueError(f"a production of several symbols needs a shape: {rule}")


def _rows(
    states: dict[int, dict[str, tuple[Any, Any]]], keys: dict[str, str], numbers: dict[Any, int]
) -> dict[int, Row]:
    return {
        state: {
            keys.get(symbol, f"#{symbol}"): target if action is Shift else -1 - numbers[target]
            for symbol, (action, target) in actions.items()
        }
        for state, actions in states.items()
    }


def _skip_passing_states(rows: dict[int, Row], rules: list[Rule]) -> None:
    passes = {state: left for state, row in rows.items() if (left := _passes_to(row, rules))}
    for row in rows.values():
        for key in row:
            while row[key] in passes:
                row[key] = row[passes[row[key]]]


def _passes_to(row: Row, rules: list[Rule]) -> str | None:
    """The left side that a state hands its value on to, if that is all it can do."""
    actions = set(row.values())
    if len(actions) == 1 and (action := actions.pop()) < 0:
        rule = rules[-1 - action]
        return rule.left if rule.shape == HANDS_ON and rule.length == 1 else None
    return None


def _reachable(rows: dict[int, Row], start: int) -> list[int]:
    order = [start]
    seen = {start}
    for state in order:
        for _, target in sorted(rows[state].items()):
            if target >= 0 and target not in seen:
                seen.add(target)
                order.append(target)
    return order


def _renumbered(row: Row, numbers: dict[int, int]) -> tuple[tuple[str, int], ...]:
    renumbered = {key: numbers[entry] if entry >= 0 else entry for key, entry in row.items()}
    name = renumbered.get(tables.NAME)
    return tuple(
        (key, tables.contested(entry) if name is not None and key[0].isalpha() and entry != name else entry)
        for key, entry in sorted(renumbered.items())
    )


if __name__ == "__main__":
    tables.TABLES_FILE.write_bytes(build())
