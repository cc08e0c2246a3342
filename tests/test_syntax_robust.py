"""Whatever the text, there is an answer: no traceback, no place outside of the text, no waiting."""

from __future__ import annotations

import random
from collections.abc import Callable
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import corpus_files
from ctxmap import compile_text
from ctxmap.findings.finding import Finding
from ctxmap.syntax.automaton import automaton
from ctxmap.syntax.lex import tokenize
from ctxmap.syntax.parse import parse
from ctxmap.syntax.tree import File
from ctxmap.text.source import Source
from syntax_outline import dump

MUTANTS = 300
JUNK = [
    *"{}[]();,=@\"'<>-*:#§\\\n",
    "->",
    "//",
    "/*",
    "\u00a0",
    "\ud800",
    "\0",
    "def",
    "type",
    "Aggregate",
    "BoundedContext",
    "x",
]
WORDS = [*sorted(automaton().keywords), "A", "B", "x", '"text"', *"{}[]();,=@<>-*:", "->", "<->", "\n"]


def answered(text: str) -> tuple[File, tuple[Finding, ...]]:
    """The answer to a text, if it is one."""
    source = Source("map.cml", text)
    file, findings = parse(source)
    for finding in findings:
        for at in (finding.at, *(related.at for related in finding.related)):
            assert 0 <= at.start <= at.end <= len(text), finding
            assert source.position(at.end).line <= source.line_count
        assert finding.rule == "syntax"
        assert finding.message[0].islower() or finding.message[0] == "`" or finding.message[0].isdigit(), (
            finding.message
        )
        assert finding.message.isprintable()
        assert "<name>" not in finding.message
    return file, findings


@given(st.text())
@settings(max_examples=300)
def test_any_text(text: str) -> None:
    answered(text)


@given(st.lists(st.sampled_from(WORDS), max_size=60))
@settings(max_examples=300)
def test_any_words_of_the_language(words: list[str]) -> None:
    answered("BoundedContext A {\n" + " ".join(words))


@given(st.lists(st.sampled_from(JUNK), max_size=40))
@settings(max_examples=200)
def test_any_junk_inside_a_map(junk: list[str]) -> None:
    file, _ = answered(
        "BoundedContext A {\n  Aggregate X {\n    " + " ".join(junk) + "\n  }\n}\n\nBoundedContext Last\n"
    )
    assert file.members


@pytest.mark.parametrize("seed", range(0, MUTANTS, 50))
def test_broken_real_maps(seed: int) -> None:
    files = [file for file in corpus_files() if file.expect == "valid"]
    if not files:
        pytest.skip("no corpus of real maps; set CTXMAP_CORPUS to its folder")
    for number in range(seed, seed + 50):
        chance = random.Random(number)  # so that a failure shows again
        text = chance.choice(files).path.read_bytes().decode("utf-8-sig")
        for _ in range(chance.choice((1, 1, 2, 3))):
            text = _broken(text, chance)
        answered(text)


def _broken(text: str, chance: random.Random) -> str:
    tokens = tokenize(text, automaton().keywords)
    if tokens.count < 3:
        return text
    one, two = sorted(chance.sample(range(tokens.count - 1), 2))
    (a, b), (c, d) = ((tokens.starts[token], tokens.ends[token]) for token in (one, two))
    match chance.choice(("delete", "duplicate", "insert", "replace", "swap")):
        case "delete":
            return text[:a] + text[b:]
        case "duplicate":
            return f"{text[:b]} {text[a:b]}{text[b:]}"
        case "insert":
            return f"{text[:a]}{chance.choice(JUNK)} {text[a:]}"
        case "replace":
            return text[:a] + chance.choice(JUNK) + text[b:]
        case _:
            return text[:a] + text[c:d] + text[b:c] + text[a:b] + text[d:]


REPEATED: list[Callable[[int], str]] = [
    lambda n: "BoundedContext A " + "{" * 5 * n,
    lambda n: "BoundedContext A {}" + "}\n" * 5 * n,
    lambda n: "BoundedContext A { Aggregate B { Entity C { " + "List<" * 5 * n,
    lambda n: "BoundedContext A { Aggregate B { Entity C { " + "List<" * n + "X" + ">" * n + " x } } }",
    lambda n: "BoundedContext A { Service S { run" + "(" * 5 * n,
    lambda n: "ContextMap { A " + "[" * 5 * n,
    lambda n: "BoundedContext A {\n" * n,
    lambda n: 'BoundedContext A {\n type = "x\\"\n' * n,
    lambda n: "BoundedContext A\n" + "\"'\n" * 5 * n,
    lambda n: "BoundedContext A\n" + '\\"' * 5 * n,
    lambda n: "BoundedContext A\n" + "/* " * 5 * n,
    lambda n: "BoundedContext A\n" + "a." * 5 * n,
    lambda n: "BoundedContext A {" + " " * 30 * n + "x",
    lambda n: "BoundedContext A {}" + "\0" * 5 * n,
    lambda n: "BoundedContext A { Aggregate X { Entity E {" + " key cache hint" * n,
    lambda n: "BoundedContext A {\n  tpye = SYSTEM\n" * n,
]


def named(repeated: Callable[[int], str]) -> str:
    return f"{repeated(1)[17:40]!r}"


@pytest.mark.parametrize("repeated", REPEATED, ids=named)
def test_twice_the_text_takes_twice_the_time(repeated: Callable[[int], str]) -> None:
    """Twice the time, not four times: a ratio of processor times, and the best of several tries."""
    ratios = (_time_of(repeated(8_000)) / max(_time_of(repeated(4_000)), 0.005) for _ in range(5))
    assert any(ratio < 3 for ratio in ratios)


def _time_of(text: str) -> float:
    began = process_time()
    answered(text)
    return process_time() - began


def test_types_within_types_end_somewhere() -> None:
    text = "BoundedContext A { Aggregate B { Entity C { " + "List<" * 10_000 + "X" + ">" * 10_000 + " x } } }"
    file, (finding,) = answered(text)
    assert finding.message == "types are nested more than 32 deep"
    assert len(dump(file)) < 5_000


def test_a_file_with_many_mistakes_lists_the_first_ones() -> None:
    text = "BoundedContext A {\n" + "  colour = 1\n" * 1_000 + "  Aggregate Last\n}\n"
    file, findings = answered(text)
    assert len(findings) == 251
    assert findings[-1].message == "there are more mistakes from here on"
    assert "Aggregate name=Last" in dump(file)


@pytest.mark.parametrize("head", ["BoundedContext", "Aggregate", "ContextMap", "Entity", "Domain Event"])
@pytest.mark.parametrize("between", sorted("\xa0\u200b\u200c\u200d\u200e\u2028\u202e\u2060\u2066\ufeff\u3000\xad"))
def test_what_cannot_be_seen_in_a_name_is_reported(head: str, between: str) -> None:
    for name in (
        f"Cart{between}Item",
        f"Cart{between}",
        f"{between}Cart",
        f'"Cart{between}Item"',
        f"Cart-{between}Item",
    ):
        findings = compile_text(f"BoundedContext A {{\n{head} {name} {{ }} }}").diagnostics
        assert findings
