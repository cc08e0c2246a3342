"""Fixtures of all tests: golden files, the `--accept` option that rewrites them, and the corpus of real maps.

`golden("shop/index.md", text)` compares a whole text with `tests/golden/shop/index.md`. `fresh(path, change)` does so
for a file that people write and tests complete: `change` takes its text and returns it as it should be. `corpus` is the
folder of real maps, `corpus_file` each of its files in turn; without a corpus, tests that use them are skipped.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Generator
from contextlib import contextmanager
from difflib import unified_diff
from hashlib import sha256
from pathlib import Path
from tempfile import gettempdir
from typing import Any

import hypothesis
import msgspec
import pytest

try:
    import fcntl
except ImportError:  # Windows: run `pytest --accept` without -n there
    fcntl = None

CHECKOUT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"
CORPUS = Path(os.environ.get("CTXMAP_CORPUS", CHECKOUT.parent / "shared" / "corpus"))

Change = Callable[[str], str]
"""A file's text (empty without a file) → its text as it should be."""


hypothesis.settings.register_profile("ctxmap", deadline=None, derandomize="CI" in os.environ)
hypothesis.settings.load_profile("ctxmap")
"""No deadline, since a loaded machine is not a fault; the same examples on every run of CI, new ones elsewhere."""


class CorpusFile(msgspec.Struct, frozen=True):
    """A file of the corpus: its name below the corpus' folder, its path, and what to expect of it.

    `expect` is `valid`, `syntax error` or `unknown reference`.
    """

    name: str
    path: Path
    expect: str


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="rewrite golden files, reports and diagrams; read the diff")


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
    """Whether golden files are rewritten rather than compared."""
    return bool(request.config.getoption("--accept"))


@pytest.fixture(scope="session")
def fresh(accept: bool) -> Callable[[Path, Change], None]:
    """Check that a change of a file's text changes nothing; with `--accept`, make the change."""

    def check(path: Path, change: Change) -> None:
        if accept:
            with _locked(path):
                _write(path, change(_text(path)))
            return
        written, text = _text(path), change(_text(path))
        if not path.is_file():
            pytest.fail(f"{_shown(path)} does not exist: run `pytest --accept` and read what it writes", pytrace=False)
        if written != text:
            pytest.fail(_difference(path, written, text), pytrace=False)

    return check


@pytest.fixture(scope="session")
def same(fresh: Callable[[Path, Change], None]) -> Callable[[Path, str], None]:
    """`same(path, text)`: the file has to hold this text, byte for byte."""
    return lambda path, text: fresh(path, lambda _: text)


@pytest.fixture(scope="session")
def golden(same: Callable[[Path, str], None]) -> Callable[[str, str], None]:
    """`golden(name, text)`: `tests/golden/<name>` has to hold this text, byte for byte."""
    return lambda name, text: same(GOLDEN / name, text)


def _text(path: Path) -> str:
    return path.read_bytes().decode() if path.is_file() else ""


def _write(path: Path, text: str) -> None:
    """Write a file whole: other processes of `pytest -n auto` read it meanwhile."""
    if path.is_file() and _text(path) == text:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{os.getpid()}-{path.name}")
    beside.write_bytes(text.encode())
    beside.replace(path)


@contextmanager
def _locked(path: Path) -> Generator[None]:
    """Let one process change a file at a time, so that none undoes the change of another."""
    lock = Path(gettempdir()) / f"ctxmap-accept-{sha256(os.fsencode(path.resolve())).hexdigest()[:16]}"
    with lock.open("w") as file:
        if fcntl:
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _difference(path: Path, expected: str, actual: str) -> str:
    lines = unified_diff(
        expected.splitlines(keepends=True), actual.splitlines(keepends=True), f"{_shown(path)} (expected)", "(actual)"
    )
    marked = (line if line.endswith("\n") else f"{line}\n\\ no line end\n" for line in lines)
    return f"{_shown(path)} differs; if the change is right, run `pytest --accept` and read the diff\n{''.join(marked)}"


def _shown(path: Path) -> str:
    return path.relative_to(CHECKOUT).as_posix() if path.is_relative_to(CHECKOUT) else path.name
