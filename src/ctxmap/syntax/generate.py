"""Grammar → tables, with Lark: the only module that imports it, and not part of a run of the compiler.

Lark reads the grammar and computes the LALR(1) automaton; a conflict is an error. The tables are then optimised, so
that the parser does less at every run:

1. Unit productions (a single symbol and no action) are removed. A state that can only reduce such a production is
   skipped: every entry that leads to it leads to the state after the reduction instead.
2. States that can no longer be reached are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, cast

import msgspec
from lark import Lark
from lark.lexer import Lexer
from lark.parsers.lalr_analysis import Shift

from ctxmap.syntax import tables
from ctxmap.syntax.tables import Row, Rule, Tables
from ctxmap.text.resources import grammar_folder

UNIT: Final = "first"
"""The action of a production whose value is that of its only symbol."""

_ON_LINES: Final = ("keywords", "rules", "rows")
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
    """Lark requires a lexer; the parser uses `lex.py`."""

    def __init__(self, _: object) -> None: ...

    def lex(self, lexer_state: object, parser_state: object) -> Iterator[Any]:
        """Never called."""
        del lexer_state, parser_state
        return iter(())


def build() -> bytes:
    """The content of the tables' file, built from the grammar. Raises Lark's error if the grammar is wrong."""
    grammar = tables.grammar_text(grammar_folder())
    return _encoded(generate(grammar, tables.hash_of(grammar)))


def generate(grammar: str, grammar_hash: str) -> Tables:
    """The tables for a grammar. Raises Lark's `GrammarError` on any conflict."""
    lark: Any = Lark(grammar, parser="lalr", lexer=_NoLexer, strict=True, maybe_placeholders=False)
    automaton = lark.parser.parser._parse_table  # Lark has no public way to its tables
    keys = _terminal_keys(lark.terminals)
    rules = [_rule(rule) for rule in lark.rules]
    rows = _rows(automaton.states, keys, {rule: number for number, rule in enumerate(lark.rules)})
    _skip_unit_states(rows, rules)
    order = _reachable(rows, automaton.start_states["start"])
    numbers = {state: number for number, state in enumerate(order)}
    return Tables(
        grammar=grammar_hash,
        accepting=numbers[automaton.end_states["start"]],
        keywords=frozenset(key for key in keys.values() if key[0].isalpha()),
        rules=tuple(rules),
        rows=tuple(msgspec.Raw(msgspec.json.encode(_renumbered(rows[state], numbers))) for state in order),
    )


def _encoded(built: Tables) -> bytes:
    """JSON with a line for each keyword, rule and row, so that a change of the grammar is a readable diff."""
    data = msgspec.json.decode(msgspec.json.encode(built, order="deterministic"), type=dict[str, object])
    fields = [f'"{name}":{_on_lines(value) if name in _ON_LINES else _json(value)}' for name, value in data.items()]
    return ("{\n" + ",\n".join(fields) + "\n}\n").encode()


def _on_lines(items: object) -> str:
    return "[\n" + ",\n".join(_json(item) for item in cast("list[object]", items)) + "\n]"


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def _terminal_keys(terminals: list[Any]) -> dict[str, str]:
    if taken := [t.pattern.value for t in terminals if t.name in _KINDS and t.pattern]:
        raise ValueError(f"Lark takes the keywords {taken} for kinds of tokens: give the kinds other names")
    literals = {terminal.name: terminal.pattern.value for terminal in terminals if terminal.name not in _KINDS}
    return literals | _KINDS


def _rule(rule: Any) -> Rule:
    left = f"#{rule.origin.name}"
    return Rule(left, len(rule.expansion), rule.alias or _action_without_alias(rule))


def _action_without_alias(rule: Any) -> str:
    repeated = rule.origin.name.startswith("__")
    if len(rule.expansion) == 1:
        return "list_of_one" if repeated else UNIT
    if repeated and len(rule.expansion) == 2:
        return "list_and_one"
    raise ValueError(f"a production of several symbols needs an action: {rule}")


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


def _skip_unit_states(rows: dict[int, Row], rules: list[Rule]) -> None:
    skipped = {state: left for state, row in rows.items() if (left := _only_unit_production(row, rules))}
    for row in rows.values():
        for key in row:
            while row[key] in skipped:
                row[key] = row[skipped[row[key]]]


def _only_unit_production(row: Row, rules: list[Rule]) -> str | None:
    """The left side of the unit production that is all a state can do."""
    actions = set(row.values())
    if len(actions) == 1 and (action := actions.pop()) < 0:
        rule = rules[-1 - action]
        return rule.left if rule.action == UNIT and rule.length == 1 else None
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


def _renumbered(row: Row, numbers: dict[int, int]) -> Row:
    renumbered = {key: numbers[entry] if entry >= 0 else entry for key, entry in row.items()}
    name = renumbered.get(tables.NAME)
    return {
        key: tables.contested(entry) if name is not None and key[0].isalpha() and entry != name else entry
        for key, entry in sorted(renumbered.items())
    }


if __name__ == "__main__":
    tables.TABLES_FILE.write_bytes(build())
