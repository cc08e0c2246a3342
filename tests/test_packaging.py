"""What a wheel holds, and that it works somewhere else than in this checkout."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from email import message_from_bytes
from email.message import Message
from pathlib import Path

import pytest

from ctxmap.findings import rulebook

CHECKOUT = Path(__file__).parent.parent
SAMPLE = CHECKOUT / "samples" / "shop" / "to-be.cml"
WRITTEN = (".py", ".md", ".toml", ".yml", ".yaml", ".cml", ".html", ".sh", "")
"""The endings of files in which a line to copy may stand."""
_ANOTHER_PROGRAM = re.compile(
    r"\b(?:pip[x3]?|uv|poetry|pdm|conda) (?:tool |pip )?(?:install|add)[^\n]*?[ '\"]ctxmap(?![\w.-])"
    r"|\buvx ctxmap(?!-cml)|\bctxmap\[",
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from this checkout."""
    return _build("wheel", CHECKOUT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A source distribution built from this checkout, unpacked."""
    folder = tmp_path_factory.mktemp("sdist")
    with tarfile.open(_build("sdist", CHECKOUT, folder)) as archive:
        archive.extraction_filter = getattr(tarfile, "data_filter", None)  # since Python 3.11.4
        archive.extractall(folder)
    return next(path for path in folder.iterdir() if path.is_dir())


def test_wheel_holds_what_the_compiler_reads(wheel: Path) -> None:
    names = _names(wheel)
    assert {f"ctxmap/grammar/{section.name}" for section in (CHECKOUT / "grammar").glob("*.lark")} <= names
    assert {name for name in names if name.startswith("ctxmap/rule_pages/")} == {
        f"ctxmap/rule_pages/{name}.md" for name in rulebook.names()
    }
    assert {"ctxmap/syntax/tables.json", "ctxmap/py.typed"} <= names


def test_wheel_holds_nothing_else(wheel: Path) -> None:
    assert {name.partition("/")[0].partition("-")[0] for name in _names(wheel)} == {"ctxmap", "ctxmap_cml"}
    ours = {".py", ".json", ".lark", ".ttf", ".toml", ".md", ".typed", ".html", ".css", ".js"}
    assert {Path(name).suffix for name in _names(wheel)} <= {*ours, ".txt", ""}


def test_sdist_makes_the_same_wheel(wheel: Path, sdist: Path, tmp_path: Path) -> None:
    assert _names(_build("wheel", sdist, tmp_path)) == _names(wheel)


def test_a_release_has_addresses_and_links_that_work_on_an_index(wheel: Path, sdist: Path, tmp_path: Path) -> None:
    """Also where the wheel is made from the source distribution; without the address, nothing is made up."""
    assert "Project-URL" not in _metadata(wheel)
    repository = "https://example.org/acme/ctxmap"
    for number, project in enumerate((CHECKOUT, sdist)):
        metadata = _metadata(_build("wheel", project, tmp_path / str(number), CTXMAP_REPOSITORY=repository))
        page = metadata.get_payload()
        assert isinstance(page, str)
        links = re.findall(r"\]\(([^)\s]+)\)", page)
        ours = [link for link in links if link.startswith(repository)]
        assert [link for link in links if not re.match(r"https?://|#", link)] == []
        files = {re.sub(r"^/(?:blob|raw)/v[\d.]+/|#.*", "", link.removeprefix(repository)) for link in ours}
        assert {"docs/images/payment.svg", "docs/guide.md"} <= files
        assert [file for file in sorted(files) if not (CHECKOUT / file).exists()] == []
        assert all("/raw/" in link for link in ours if link.endswith(".svg"))
        addresses = dict(value.split(", ", 1) for value in metadata.get_all("Project-URL", []))
        assert {"Homepage", "Documentation", "Changelog", "Source", "Issues"} <= addresses.keys()
        assert all(address.startswith(repository) for address in addresses.values())


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


@pytest.mark.parametrize(
    "line",
    ["pip install ctxmap", 'pip install "ctxmap[png]"', "uvx ctxmap check", "uv tool install ctxmap", "ctxmap[png]"],
)
def test_lines_that_install_another_program_are_recognised(line: str) -> None:
    assert _ANOTHER_PROGRAM.search(line)
    assert not _ANOTHER_PROGRAM.search(line.replace("ctxmap", "ctxmap-cml"))


def test_nothing_tells_users_to_install_another_program() -> None:
    """`ctxmap` on the Python Package Index isn't ours: no document, message or script may name it."""
    files = subprocess.run(["git", "ls-files", "-z"], cwd=CHECKOUT, capture_output=True, check=True, encoding="utf-8")
    found = [
        f"{name}: {line[0]}"
        for name in files.stdout.split("\0")
        if name and Path(name).suffix in WRITTEN and CHECKOUT / name != Path(__file__) and (CHECKOUT / name).is_file()
        for line in _ANOTHER_PROGRAM.finditer((CHECKOUT / name).read_text("utf-8", errors="replace"))
    ]
    assert found == []


def _build(target: str, project: Path, folder: Path, **variables: str) -> Path:
    """Build a `wheel` or an `sdist` with the project's own build backend, without a network."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", target, "--directory", str(folder)]
    environment = {name: value for name, value in os.environ.items() if name != "CTXMAP_REPOSITORY"}
    subprocess.run(command, cwd=project, check=True, capture_output=True, env=environment | variables)
    return next(path for path in folder.iterdir() if path.suffix in (".whl", ".gz"))


def _metadata(wheel: Path) -> Message:
    with zipfile.ZipFile(wheel) as archive:
        name = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        return message_from_bytes(archive.read(name))


def _names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.mark.parametrize(
    "workflow", sorted((CHECKOUT / ".github" / "workflows").glob("*.yml")), ids=lambda path: path.name
)
def test_actions_of_others_are_pinned_by_commit(workflow: Path) -> None:
    """A tag can be moved to other code, which would run with the rights of a release."""
    used = re.findall(r"uses: *(\S+)", workflow.read_text("utf-8"))
    assert used
    assert [action for action in used if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", action)] == []


def test_the_image_is_built_from_what_a_wheel_needs() -> None:
    """Whatever the wheel is made of is sent to the engine that builds the image."""
    sent = {line[1:] for line in (CHECKOUT / ".dockerignore").read_text("utf-8").splitlines() if line.startswith("!")}
    build = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))
    needed = build["tool"]["hatch"]["build"]["targets"]["wheel"]["only-include"]
    assert {path.partition("/")[0] for path in needed} | {
        "README.md",
        "LICENSE",
        "pyproject.toml",
        "hatch_build.py",
    } == sent
