"""Colours: what each part of a text is agrees with the syntax tree, also in fragments and after mistakes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pygments.token import Error

from conftest import CHECKOUT, CorpusFile
from ctxmap.highlighting.kinds import Kind, parts
from ctxmap.highlighting.pygments import CmlLexer
from ctxmap.highlighting.terminal import pieces_of_code, pieces_of_line
from ctxmap.syntax.parse import parse
from ctxmap.syntax.tree import Declaration, EnumValue, Member, Operation, Property, Relationship, Setting, Step
from ctxmap.text.source import Source
from ctxmap.vocabulary import ROLES

MAPS = [*sorted((CHECKOUT / "samples").rglob("*.cml")), CHECKOUT / "tests/syntax/language.cml"]
KEYWORDS = {Kind.DECLARATION, Kind.KEY, Kind.KEYWORD, Kind.VALUE, Kind.ARROW}
NAMES = {Kind.DECLARED, Kind.NAME, Kind.TYPE, Kind.OPERATION, Kind.VALUE, Kind.ROLE}

Places = dict[int, Kind]


def kinds(text: str) -> Places:
    """The kind of the part that begins at each place. All parts, and the blanks between them, are the text."""
    found: Places = {}
    at = 0
    for part in parts(text):
        assert not text[at : part.start].strip(), text[at : part.start]
        assert part.end > part.start >= at
        found[part.start], at = part.kind, part.end
    assert not text[at:].strip()
    return found


def expected(member: Member) -> Iterator[tuple[int, set[Kind]]]:  # noqa: C901 — a case for each kind of node
    """What the tree says about the words of a member."""
    match member:
        case Declaration():
            yield member.keyword.start, {Kind.DECLARATION}
            if member.name:
                yield member.name.start, {Kind.DECLARED}
            for inner in (*member.head, *member.members):
                yield from expected(inner)
        case Relationship():
            yield member.arrow.start, {Kind.ARROW}
            for name in (member.left, member.right):
                yield name.start, {Kind.NAME}
            for role in (*member.left_roles, *member.right_roles):
                yield role.start, {Kind.ROLE} if role.text in ROLES else {Kind.NAME}
            for inner in member.members:
                yield from expected(inner)
        case Property():
            yield member.type.name.start, {Kind.TYPE} if member.name else {Kind.NAME}
            if member.name:
                yield member.name.start, {Kind.NAME}
            for inner in member.options:
                yield from expected(inner)
        case Operation():
            yield member.name.start, {Kind.NAME, Kind.OPERATION, Kind.DECLARED}
            for parameter in member.parameters:
                yield parameter.type.name.start, {Kind.TYPE}
                yield parameter.name.start, {Kind.NAME}
            for inner in member.options:
                yield from expected(inner)
        case Setting() if member.key.text not in ("means", "promotes", "harms"):
            yield member.start, KEYWORDS | {Kind.MARK}
            for value in member.values:
                if value and not hasattr(value, "value"):
                    yield value.start, NAMES | {Kind.MARK, Kind.NUMBER}
        case Step():
            yield member.operation.start, {Kind.NAME}
        case EnumValue():
            yield member.name.start, {Kind.NAME, Kind.OPERATION}
        case _:
            pass


def check(text: str) -> None:
    found = kinds(text)
    assert Kind.UNKNOWN not in found.values()
    assert Error not in {kind for _, kind, _ in CmlLexer().get_tokens_unprocessed(text)}
    assert "".join(piece for piece, _ in pieces_of_code(text, "cml")) == text
    file, findings = parse(Source("map.cml", text))
    assert not findings
    for member in file.members:
        for start, allowed in expected(member):
            if start in found and not text.startswith(('"', "'"), start):
                assert found[start] in allowed, (text[start : start + 60], found[start], allowed)


@pytest.mark.parametrize("path", MAPS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_samples_and_the_language(path: Path) -> None:
    check(path.read_text("utf-8"))


def test_corpus(corpus_file: CorpusFile) -> None:
    text = corpus_file.path.read_bytes().decode(errors="replace")
    if parse(Source("map.cml", text))[1]:
        kinds(text)
    else:
        check(text)


@pytest.mark.parametrize("path", MAPS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_fragment_looks_as_in_its_file(path: Path) -> None:
    text = path.read_text("utf-8")
    whole = kinds(text)
    file, _ = parse(Source("map.cml", text))
    fragments = [each for member in file.members for each in _with_members(member, 3)]
    assert len(fragments) > 2
    for member in fragments:
        if len(text[member.start : member.end].split()) == 1:
            continue  # `async` alone may be anything
        alone = kinds(text[member.start : member.end])
        inside = {at - member.start: kind for at, kind in whole.items() if member.start <= at < member.end}
        assert alone == inside, text[member.start : member.end][:200]


def _with_members(member: Member, depth: int) -> Iterator[Declaration | Relationship]:
    if depth and isinstance(member, Declaration | Relationship):
        yield member
        for inner in member.members:
            yield from _with_members(inner, depth - 1)


@given(st.lists(st.sampled_from([*'{}=["é§\n ', "BoundedContext", "A", "->", "type", "/*"])))
def test_any_text_has_parts(words: list[str]) -> None:
    kinds("".join(words))


def test_a_mistake_spoils_only_its_line() -> None:
    text = "BoundedContext A {\n  typ = FEATURE\n  Aggregate B {\n    Entity C\n  }\n}\nDomain D {\n  Subdomain E"
    found = kinds(text)
    assert [kind for kind in found.values() if kind == Kind.DECLARATION] == [Kind.DECLARATION] * 5


def test_a_line_looks_as_in_its_file() -> None:
    text = (CHECKOUT / "samples/shop/to-be.cml").read_text("utf-8")
    whole = "".join(f"\x1b{style}{character}" for piece, style in pieces_of_code(text, "cml") for character in piece)
    at, lines = 0, list[str]()
    for line in text.split("\n"):
        pieces = pieces_of_line(text, at, at + len(line))
        lines.append("".join(f"\x1b{style}{character}" for piece, style in pieces for character in piece))
        at += len(line) + 1
    assert "\n".join(lines) == re.sub("\x1b\\d*\n", "\n", whole)


def test_other_languages_have_colours_and_unknown_ones_none() -> None:
    assert ("# why", "2") in list(pieces_of_code('# why\na = "b"\n', "toml"))
    assert list(pieces_of_code("a = 1", "no-such-language")) == [("a = 1", "")]


def test_pygments_prefers_this_lexer_to_that_of_comal(tmp_path: Path) -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))["project"]
    assert any(each.startswith("pygments") for each in project["dependencies"])
    info = tmp_path / "colours-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: colours\nVersion: 1.0\n")
    entries = "\n".join(f"{name} = {value}" for name, value in project["entry-points"]["pygments.lexers"].items())
    (info / "entry_points.txt").write_text(f"[pygments.lexers]\n{entries}\n")
    script = """if True:
        from pygments.lexers import get_lexer_by_name, get_lexer_for_filename, guess_lexer
        texts = ["", "ContextMap { contains A }", "/* x */ \\nBoundedContext A", 'import "./a.cml"']
        lexers = [get_lexer_for_filename("map.cml", text) for text in texts] + [get_lexer_by_name("cml")]
        print({type(lexer).__name__ for lexer in lexers}, type(guess_lexer("for i in range(3): print(i)\\n")).__name__)
    """
    run = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(tmp_path), str(CHECKOUT / "src")))},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.startswith("{'CmlLexer'} ")
    assert "CmlLexer" not in run.stdout.split("} ")[1]
