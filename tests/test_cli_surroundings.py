"""ctxmap in surroundings that it did not choose: repositories, CI servers, odd files, streams and locales."""

import json
from pathlib import Path
from urllib.parse import unquote

import pytest
from click.testing import CliRunner, Result

from ctxmap.cli import main

BROKEN = "ContextMap Shop { contains Cart }\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder, as on the machine of a person."""
    monkeypatch.chdir(tmp_path)
    for name in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def run(*arguments: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, arguments, input=stdin, prog_name="ctxmap")


def write(path: str, text: str = BROKEN) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, "utf-8")


# ---- repositories ----------------------------------------------------------------------------------------------------


def shown_to_servers(path: str) -> set[str]:
    """The paths of a finding in the reports that CI servers read."""
    github, gitlab, sarif = (run("check", path, "--format", form).stdout for form in ("github", "gitlab", "sarif"))
    (log,) = json.loads(sarif)["runs"]
    place = log["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place["uri"] == log["artifacts"][place["index"]]["location"]["uri"]
    return {
        unquote(github.partition("file=")[2].partition(",")[0]),
        json.loads(gitlab)[0]["location"]["path"],
        unquote(place["uri"]),
    }


@pytest.mark.parametrize(
    ("current", "path", "variable", "shown"),
    [
        ("repo", "maps/a b.cml", "", "maps/a b.cml"),
        ("repo/maps", "a b.cml", "", "maps/a b.cml"),
        ("repo/docs", "../maps/a b.cml", "", "maps/a b.cml"),
        (".", "repo/maps/a b.cml", "", "maps/a b.cml"),
        ("repo/docs", "{}/repo/maps/a b.cml", "", "maps/a b.cml"),
        ("repo/maps", "a b.cml", "GITHUB_WORKSPACE={}", "repo/maps/a b.cml"),
        ("repo/maps", "a b.cml", "CI_PROJECT_DIR={}/link", "maps/a b.cml"),
        ("repo/maps", "a b.cml", "GITHUB_WORKSPACE={}/elsewhere", "maps/a b.cml"),
        ("repo/maps", "a b.cml", "GITHUB_WORKSPACE=relative", "maps/a b.cml"),
        ("outside", "a b.cml", "", "a b.cml"),
        ("repo/tree", "../tree/a b.cml", "", "a b.cml"),
        ("repo", "tree/a b.cml", "", "tree/a b.cml"),
    ],
)
def test_reports_for_servers_have_paths_in_the_repository(
    folder: Path, monkeypatch: pytest.MonkeyPatch, current: str, path: str, variable: str, shown: str
) -> None:
    for each in ("repo/maps", "repo/tree", "outside"):
        write(f"{each}/a b.cml")
    write("repo/docs/.gitkeep")
    write("repo/.git/HEAD", "")
    write("repo/tree/.git", "gitdir: elsewhere")
    Path("link").symlink_to("repo")
    if variable:
        monkeypatch.setenv(*variable.format(folder).split("="))
    monkeypatch.chdir(current)
    assert shown_to_servers(path.format(folder)) == {shown}
    assert run("check", path.format(folder)).stdout.startswith(f"{path.format(folder)}:1:")


def test_standard_input_is_in_no_repository() -> None:
    write(".git/HEAD", "")
    assert "file=<stdin>," in run("check", "-", "--format", "github", stdin=BROKEN).stdout
