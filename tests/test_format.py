"""`ctxmap fmt`: white space changes, and nothing else; once is enough; comments stay; what is read stays the same."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import CHECKOUT, CorpusFile
from ctxmap.cli import main
from ctxmap.syntax.automaton import automaton
from ctxmap.syntax.format.format import formatted
from ctxmap.syntax.lex import tokenize
from ctxmap.syntax.parse import parse
from ctxmap.text.source import Source
from ctxmap.workspace.decoding import decode
from generated_maps import a_map
from syntax_outline import dump

LANGUAGE = (CHECKOUT / "tests/syntax/language.cml").read_text("utf-8")
CASES = CHECKOUT / "tests/format"
SAMPLES = sorted((CHECKOUT / "samples").rglob("*.cml"))
MAPS = [*SAMPLES, CHECKOUT / "docs/ctxmap.cml"]
COMMENTS = ["// note\n", "/* note */", "/* two\n lines */", "\n// alone\n", "\n/* alone */\n", "\n\n// apart\n\n"]


def in_format(text: str) -> str:
    """The formatted text, which has to say the same, and to stay as it is."""
    source = Source("map.cml", text)
    result, findings = formatted(source)
    if findings:
        assert result == text
        return text
    file, after = parse(Source("map.cml", result))
    assert not after, f"{after[0].message}\n{result}"
    before, _ = parse(source)
    assert dump(file) == dump(before)
    assert [_words(comment.text) for comment in file.comments] == [_words(comment.text) for comment in before.comments]
    assert formatted(Source("map.cml", result))[0] == result
    assert not any(line.endswith((" ", "\t")) for line in result.split("\n")) or '"' in result
    lines = result.split("\n")
    assert result in ("", text) or (lines[-1] == "" and lines[-2] != "" and lines[0] != "")
    return result


def _words(comment: str) -> list[str]:
    return [line.strip() for line in comment.split("\n")]


@pytest.mark.parametrize("case", sorted(CASES.glob("*.cml")), ids=lambda case: case.stem)
def test_case(case: Path, same: Callable[[Path, str], None]) -> None:
    same(CASES / f"{case.stem}.formatted", in_format(case.read_bytes().decode()))


def test_corpus(corpus_file: CorpusFile) -> None:
    source, _ = decode(corpus_file.name, corpus_file.path.read_bytes())
    in_format(source.text)


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.stem)
def test_our_maps_are_formatted(path: Path) -> None:
    text = path.read_text("utf-8")
    assert in_format(text) == text, f"run `ctxmap fmt {path.relative_to(CHECKOUT)}`"


@given(st.integers(0, 10_000))
@settings(max_examples=30)
def test_generated_maps(seed: int) -> None:
    in_format(a_map(seed))


@pytest.mark.parametrize("comment", COMMENTS, ids=repr)
def test_a_comment_in_every_gap(comment: str) -> None:
    tokens = tokenize(LANGUAGE, automaton().keywords)
    for start in random.Random(comment).sample(tokens.starts, 60):
        in_format(f"{LANGUAGE[:start]}{comment}{LANGUAGE[start:]}")


@given(st.randoms(use_true_random=False))
@settings(max_examples=60)
def test_any_white_space(chance: random.Random) -> None:
    """Wherever lines end and comments stand, formatting once is enough."""
    gaps = [" ", " ", " ", "\n", "\n\n\n", "\t", *COMMENTS]
    text = "".join(f"{token}{chance.choice(gaps)}" for token in token_texts(LANGUAGE))
    in_format(text)


def test_line_ends_do_not_matter() -> None:
    windows = LANGUAGE.replace("\n", "\r\n")
    assert in_format(windows) == in_format(LANGUAGE).replace("\n", "\r\n")


# ---------------------------------------------------------------------------------------------------------------
# The command
# ---------------------------------------------------------------------------------------------------------------

UNTIDY = "BoundedContext A{type=SYSTEM}\n\n\n\nBoundedContext  B\n"
TIDY = "BoundedContext A { type = SYSTEM }\n\nBoundedContext B\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.cml").write_bytes(UNTIDY.encode())
    (tmp_path / "b.cml").write_bytes(TIDY.encode())
    return tmp_path


def run(*words: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, ["fmt", *words], input=stdin, prog_name="ctxmap")


def test_files_of_a_folder_are_formatted(folder: Path) -> None:
    result = run(".")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "1 file formatted, 1 file already formatted\n"
    assert (folder / "a.cml").read_text("utf-8") == TIDY
    assert run(".").stderr == "2 files already formatted\n"


@pytest.mark.parametrize("option", ["--check", "--diff"])
def test_files_are_only_compared(folder: Path, option: str) -> None:
    result = run(option, "a.cml", "b.cml")
    assert result.exit_code == 1
    assert "would format a.cml" in result.stderr
    assert ("+BoundedContext A { type = SYSTEM }" in result.stdout) == (option == "--diff")
    assert (folder / "a.cml").read_text("utf-8") == UNTIDY
    assert run(option, "b.cml").exit_code == 0


def test_standard_input_is_formatted_to_standard_output(folder: Path) -> None:
    assert run("-", stdin=UNTIDY).stdout == TIDY
    assert run("-", "--stdin-filename", "a.cml", stdin=UNTIDY).stdout == TIDY
    assert (folder / "a.cml").read_text("utf-8") == UNTIDY


def test_a_range_of_lines(folder: Path) -> None:
    assert run("-", "--range", "1", stdin=UNTIDY).stdout.startswith("BoundedContext A { type = SYSTEM }\n")
    assert "BoundedContext  B" in run("-", "--range", "1-2", stdin=UNTIDY).stdout
    for words in (["--range", "2-1", "a.cml"], ["--range", "x", "a.cml"], ["--range", "1", "."]):
        assert run(*words).exit_code == 2


def test_a_file_with_a_syntax_error_stays_as_it_is(folder: Path) -> None:
    (folder / "b.cml").write_text("BoundedContext  B { type = }", "utf-8")
    result = run(".")
    assert result.exit_code == 1
    assert "b.cml:1:26: error" in result.stderr
    assert "1 file formatted, 1 file with syntax errors left unchanged" in result.stderr
    assert (folder / "a.cml").read_text("utf-8") == TIDY
    assert (folder / "b.cml").read_text("utf-8") == "BoundedContext  B { type = }"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_file_keeps_its_encoding_and_line_ends(folder: Path, encoding: str) -> None:
    (folder / "a.cml").write_bytes(UNTIDY.replace("\n", "\r\n").encode(encoding))
    assert run("a.cml").exit_code == 0
    assert (folder / "a.cml").read_bytes() == TIDY.replace("\n", "\r\n").encode(encoding)


def token_texts(text: str) -> Iterator[str]:
    tokens = tokenize(text, automaton().keywords)
    return (text[start:end] for start, end in zip(tokens.starts[:-1], tokens.ends[:-1], strict=True))
