"""`ctxmap init`: what it writes checks clean, is formatted, and builds; what is there already is kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ctxmap.cli import main


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words, prog_name="ctxmap")


def test_a_new_user_has_a_map_in_three_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    begun = run("init")
    assert begun.exit_code == 0
    assert "ctxmap check" in begun.stdout
    checked = run("check", "--fail-on", "info")
    assert (checked.exit_code, checked.stdout) == (0, "no findings in 1 file\n")
    assert run("fmt", "--check").exit_code == 0
    assert run("build").exit_code == 0
    assert (tmp_path / "build/map/map.html").is_file()
    assert run("build", "--check").exit_code == 0


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "ctxmap.toml").write_text("# mine\n")
    (tmp_path / "maps").mkdir()
    (tmp_path / "maps/overview.cml").symlink_to("nowhere")
    begun = run("init", str(tmp_path))
    assert begun.exit_code == 0
    assert (tmp_path / "ctxmap.toml").read_text() == "# mine\n"
    assert not (tmp_path / "nowhere").exists()
    assert begun.stdout.count("kept ") == 2
    hook = (tmp_path / ".pre-commit-config.yaml").read_bytes()
    assert run("init", str(tmp_path)).stdout.count("kept ") == 3
    assert (tmp_path / ".pre-commit-config.yaml").read_bytes() == hook


def test_a_configuration_in_pyproject_is_the_only_one(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.ctxmap]\nsources = ['maps']\n")
    assert run("init", str(tmp_path)).exit_code == 0
    assert not (tmp_path / "ctxmap.toml").exists()


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "maps").write_text("a file")
    begun = run("init", str(tmp_path))
    assert begun.exit_code == 2
    assert "can't write \"" in begun.stderr
    assert "Traceback" not in begun.stderr


def test_maps_that_are_there_are_the_sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in ("src/deep/a.cml", "Größe/b.cml", "c.cml"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("BoundedContext A { type = SYSTM }\n")
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["init"])
    assert result.exit_code == 0
    assert not Path("maps").exists()
    assert 'sources = ["Größe", "c.cml", "src"]' in Path("ctxmap.toml").read_text("utf-8")
    checked = CliRunner().invoke(main, ["check"])
    assert "in 3 files" in checked.output
