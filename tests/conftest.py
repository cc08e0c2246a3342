"""What all tests share: golden files, the `--accept` option that rewrites them, and the corpus of real maps.

`golden("shop/index.md", text)` compares a whole text with `tests/golden/shop/index.md`. `corpus` is the folder with the
real maps, `corpus_file` each of its files in turn; both skip where the corpus isn't there.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from difflib import unified_diff
from pathlib import Path
from typing import Any

import msgspec
import pytest

CHECKOUT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"
CORPUS = Path(os.environ.get("CTXMAP_CORPUS", CHECKOUT.parent / "shared" / "corpus"))


class CorpusFile(msgspec.Struct, frozen=True):
    """A file of the corpus: its name below the corpus' folder, its path, and what to expect of it.

    `expect` is `valid`, `syntax error` or `unknown reference`.
    """

    name: str
    path: Path
    expect: str


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="rewrite golden files and rule reports; read the diff")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "corpus_file" in metafunc.fixturenames:
        files = corpus_files() or [CorpusFile("no-corpus", CORPUS, "")]
        metafunc.parametrize("corpus_file", files, ids=[file.name for file in files], indirect=True)


def corpus_files() -> list[CorpusFile]:
    """Every file of the corpus, in the order of its index; none where there is no corpus."""
    index = CORPUS / "index.jsonl"
    if not index.is_file():
        return []
    entries: list[dict[str, Any]] = [json.loads(line) for line in index.read_text("utf-8").splitlines()]
    return [CorpusFile(entry["file"], CORPUS / entry["file"], entry["expect"]) for entry in entries]


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real maps: `CTXMAP_CORPUS`, or `shared/corpus` beside the checkout."""
    if not CORPUS.is_dir():
        pytest.skip(f"no corpus of real maps in {CORPUS}; set CTXMAP_CORPUS to its folder")
    return CORPUS


@pytest.fixture
def corpus_file(request: pytest.FixtureRequest, corpus: Path) -> CorpusFile:
    """A file of the corpus; a test that takes it runs once for each."""
    return request.param


@pytest.fixture(scope="session")
def accept(request: pytest.FixtureRequest) -> bool:
    """Whether goldens are to be rewritten rather than compared."""
    return bool(request.config.getoption("--accept"))


@pytest.fixture(scope="session")
def same(accept: bool) -> Callable[[Path, str], None]:
    """Compare a whole text with a file, wherever it is; `golden` does so below `tests/golden`."""

    def compare(path: Path, text: str) -> None:
        if accept:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        elif not path.is_file():
            pytest.fail(f"no {_shown(path)} yet: run `pytest --accept`, then read it", pytrace=False)
        elif (expected := path.read_bytes().decode()) != text:
            pytest.fail(_difference(path, expected, text), pytrace=False)

    return compare


@pytest.fixture(scope="session")
def golden(same: Callable[[Path, str], None]) -> Callable[[str, str], None]:
    """`golden(name, text)`: the text has to be what `tests/golden/<name>` holds, byte for byte."""
    return lambda name, text: same(GOLDEN / name, text)


def _difference(path: Path, expected: str, actual: str) -> str:
    lines = unified_diff(
        expected.splitlines(keepends=True), actual.splitlines(keepends=True), f"{_shown(path)} (expected)", "(actual)"
    )
    marked = (line if line.endswith("\n") else f"{line}\n\\ no line end\n" for line in lines)
    return f"{_shown(path)} differs; if that is right, run `pytest --accept` and read the diff\n{''.join(marked)}"


def _shown(path: Path) -> str:
    return path.relative_to(CHECKOUT).as_posix() if path.is_relative_to(CHECKOUT) else path.name
