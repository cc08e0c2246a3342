"""The parser's tables are what the grammar says, and cost little to load."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from lark.exceptions import GrammarError

from ctxmap.cli import main
from ctxmap.syntax import tables
from ctxmap.syntax.actions import Action
from ctxmap.syntax.automaton import automaton
from ctxmap.syntax.driver import Driver
from ctxmap.syntax.generate import UNIT, build, generate
from ctxmap.syntax.lex import Tokens, tokenize
from ctxmap.text.resources import grammar_folder
from grammar_sentences import productions


def test_the_tables_are_fresh_and_the_grammar_has_no_conflict() -> None:
    built = build()  # fails on any conflict
    assert tables.TABLES_FILE.read_bytes() == built, "the grammar has changed: run `make tables`"


def test_a_changed_grammar_is_reported_to_its_author(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for section in grammar_folder().glob("*.lark"):
        (tmp_path / section.name).write_bytes(section.read_bytes())
    monkeypatch.setattr(tables, "_CHECKOUT_GRAMMAR", tmp_path)
    assert tables.load().grammar
    (tmp_path / "9-views.lark").write_text('view: "View" NAME -> declaration')
    automaton.cache_clear()
    run = CliRunner().invoke(main, ["check", "-"], input="BoundedContext A")
    message = "Error: the parser's tables are older than the grammar: run `make tables`\n"
    assert (run.exit_code, run.stderr) == (2, message)


def test_the_file_has_a_row_on_each_line() -> None:
    rows = tables.load().rows
    assert sum(line.startswith("{") for line in tables.TABLES_FILE.read_text("utf-8").splitlines()) == 1 + len(rows)


def test_a_conflict_is_an_error() -> None:
    ambiguous = (
        "start: a NAME -> file\n     | NAME NAME NAME -> other\na: NAME -> file\n   | NAME NAME -> other\n%declare NAME"
    )
    with pytest.raises(GrammarError, match="conflict"):
        generate(ambiguous, "")


def test_a_keyword_that_lark_takes_for_a_kind_of_token_is_an_error() -> None:
    with pytest.raises(ValueError, match="other names"):
        generate('start: "string" NAME -> file\n%declare NAME STRING', "")


def test_a_production_of_several_symbols_without_an_action_is_an_error() -> None:
    with pytest.raises(ValueError, match="needs an action"):
        generate("start: NAME NAME\n%declare NAME", "")


def test_every_production_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    used = set[int]()

    def noted(number: int, action: Action) -> Action:
        def note(tokens: Tokens, values: list[Any], at: int) -> Any:
            used.add(number)
            return action(tokens, values, at)

        return note

    machine = automaton()
    noting = [(length, left, noted(number, action)) for number, (length, left, action) in enumerate(machine.rules)]
    monkeypatch.setattr(machine, "rules", noting)
    grammar = tables.grammar_text(grammar_folder())
    for number, (rule, (shown, text)) in enumerate(zip(tables.load().rules, productions(grammar), strict=True)):
        used.clear()
        assert Driver(tokenize(text, machine.keywords), 0, [0], []).run(), f"{shown} doesn't read {text}"
        assert rule.action == UNIT or number in used, f"{text} is not read as {shown}"


def test_parsing_imports_no_lark_and_nothing_heavy() -> None:
    code = (
        "import sys; from ctxmap.syntax.parse import parse; from ctxmap.text.source import Source;"
        "parse(Source('', 'BoundedContext A { Aggregate X { Entity E { List<int> n } Entity F\\nService S { } } }'));"
        "unused = {'lark', 'pydantic', 'yaml', 'difflib', 'ctxmap.syntax.recovery', 'ctxmap.syntax.tolerated'};"
        "print(sorted(unused & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"
