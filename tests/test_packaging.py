"""What a wheel holds, and that it works somewhere else than in this checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from ctxmap.findings import rulebook

CHECKOUT = Path(__file__).parent.parent
SAMPLE = CHECKOUT / "samples" / "shop" / "to-be.cml"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from this checkout."""
    return _build("wheel", CHECKOUT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A source distribution built from this checkout, unpacked."""
    folder = tmp_path_factory.mktemp("sdist")
    with tarfile.open(_build("sdist", CHECKOUT, folder)) as archive:
        archive.extractall(folder, filter="data")
    return next(path for path in folder.iterdir() if path.is_dir())


def test_wheel_holds_what_the_compiler_reads(wheel: Path) -> None:
    names = _names(wheel)
    assert {f"ctxmap/grammar/{section.name}" for section in (CHECKOUT / "grammar").glob("*.lark")} <= names
    assert {name for name in names if name.startswith("ctxmap/rule_pages/")} == {
        f"ctxmap/rule_pages/{name}.md" for name in rulebook.names()
    }
    assert {"ctxmap/syntax/tables.json", "ctxmap/py.typed"} <= names


def test_wheel_holds_nothing_else(wheel: Path) -> None:
    assert {name.partition("/")[0].partition("-")[0] for name in _names(wheel)} == {"ctxmap"}
    ours = {".py", ".json", ".lark", ".toml", ".md", ".typed", ".html", ".css", ".js"}
    assert {Path(name).suffix for name in _names(wheel)} <= {*ours, ".txt", ""}


def test_sdist_makes_the_same_wheel(wheel: Path, sdist: Path, tmp_path: Path) -> None:
    assert _names(_build("wheel", sdist, tmp_path)) == _names(wheel)


def test_wheel_works_elsewhere(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")
    (tmp_path / "elsewhere").mkdir()

    def ctxmap(*arguments: str) -> str:
        """Run the unpacked wheel; its folder comes before this checkout on Python's path."""
        run = subprocess.run(
            [sys.executable, "-m", "ctxmap", *arguments],
            cwd=tmp_path / "elsewhere",
            env={**os.environ, "PYTHONPATH": str(tmp_path / "installed")},
            capture_output=True,
            check=False,
            encoding="utf-8",
        )
        assert run.returncode == 0, run.stdout + run.stderr
        return run.stdout

    ctxmap("build", str(SAMPLE), "-o", "map")
    assert (tmp_path / "elsewhere" / "map" / "maps" / "shop.svg").is_file()
    assert [rule["name"] for rule in json.loads(ctxmap("rules", "--format", "json"))] == list(rulebook.names())
    assert ctxmap("explain", "sync-chain") == rulebook.page("sync-chain").text


def _build(target: str, project: Path, folder: Path) -> Path:
    """Build a `wheel` or an `sdist` with the project's own build backend, without a network."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", target, "--directory", str(folder)]
    subprocess.run(command, cwd=project, check=True, capture_output=True)
    return next(path for path in folder.iterdir() if path.suffix in (".whl", ".gz"))


def _names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())
