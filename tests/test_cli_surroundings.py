"""ctxmap in surroundings that it did not choose: repositories, CI servers, odd files, streams and locales."""

import json
import os
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from click.testing import CliRunner, Result

from ctxmap import reports
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


# ---- what CI servers and terminals take as commands ------------------------------------------------------------------

HOSTILE = """\
ContextMap Shop { contains Cart, Order  Cart [U] -> [D] Order : X { implementationTechnology = "##[add-mask]1 @team" } }
BoundedContext Cart { domainVisionStatement = "
::add-mask::2
 ::add-mask::3 ##vso[task.setvariable variable=x]y" migration = PLANNED  responsibilities = "4
::stop-commands::5"
  ##[add-mask]6
  ::add-mask::7
  Aggregate A { "::add-mask::8
::add-mask::9 ##teamcity[x]" Entity E { String s pattern="[ \x1b[31m
::add-mask::10" } Hotspot "##[group]" } }
BoundedContext Order { extractedFrom = Cart  - - \N{RIGHT-TO-LEFT OVERRIDE} }
"""
HOSTILE_NAMES = [
    "::add-mask::e.cml",
    " ::add-mask::e.cml",
    "x\n::add-mask::e.cml",
    "##[add-mask]e.cml",
    "##vso[task.x]e.cml",
    "\x1b[31m\N{RIGHT-TO-LEFT OVERRIDE}.cml",
]
ANNOTATION = re.compile("::(error|warning|notice) ")
SERVER_COMMAND = re.compile(r"(?m)^[^\S\n]*::(?!(error|warning|notice) file=[^:]*::)|##\w*\[")
STEERS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
COMMANDS = [
    *(f"check PATH --format {name}" for name in reports.names()),
    *(f"{command} --format {form}" for command in ("plan PATH", "diff PATH b.cml") for form in ("text", "json")),
    *("plan PATH --format markdown", "diff PATH b.cml --format markdown", "config PATH", "check PATH --diff"),
    *("build PATH", "build PATH --fail-on never -o PATH.out", "build PATH -o PATH.out --check", "fmt PATH --check"),
    *("check - --stdin-filename PATH", "check PATH --statistics", "check PATH --config PATH", "PATH"),
    *("check PATH --baseline PATH", "check PATH --baseline none/PATH", "check b.cml --write-baseline --baseline PATH"),
    *("check PATH --select PATH", "explain PATH", "build PATH --only PATH", "check none/PATH", "fmt PATH"),
]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
@pytest.mark.parametrize("command", COMMANDS)
def test_no_line_of_a_log_is_a_command(command: str) -> None:
    write("b.cml", HOSTILE.replace("##", "#-").replace(": X", ": Y"))
    for name in HOSTILE_NAMES:
        write(name, HOSTILE)
        done = run(*(word.replace("PATH", name) for word in command.split()), stdin=HOSTILE)
        assert not isinstance(done.exception, Exception)
        assert "internal error" not in done.stderr
        shown = [line for line in done.output.splitlines() if not ANNOTATION.match(line)]
        assert not SERVER_COMMAND.search("\n".join(shown))
        if "json" not in command and "--diff" not in command:
            assert not STEERS.search(done.output.replace("\N{RIGHT-TO-LEFT OVERRIDE}" * is_data(command), ""))


def is_data(command: str) -> bool:
    """Whether a text is shown as it is: in a format of other tools, whose readers show it."""
    return command.endswith(("gitlab", "sarif", "markdown"))


def test_json_in_a_log_says_what_the_map_says() -> None:
    write("##[x]\u202e.cml", HOSTILE)
    report = json.loads(run("check", ".", "--format", "json").stdout)
    assert {found["file"] for found in report["diagnostics"]} == {"##[x]\u202e.cml"}


# ---- links to secrets, which a repository may contain ----------------------------------------------------------------


@pytest.mark.parametrize("link", ["ctxmap.toml", "imported.cml", "theme.toml", "base.toml", "map.cml"])
def test_no_line_of_a_secret_is_shown(folder: Path, link: str) -> None:
    (folder.parent / "secret").write_text("BoundedContext hunter2 = hunter2 hunter2\n")
    write("map.cml", 'import "imported.cml"\n' if link == "imported.cml" else "BoundedContext A\n")
    write("ctxmap.toml", '[diagrams]\ntheme = "theme.toml"\n' if link == "theme.toml" else 'extend = "base.toml"\n')
    write("base.toml", "")
    Path(link).unlink(missing_ok=True)
    Path(link).symlink_to(folder.parent / "secret")
    done = run("build", "map.cml", *(["--isolated"] if link in ("imported.cml", "map.cml") else []))
    assert done.exit_code != 0
    assert "hunter2" not in done.output
    assert "is a link to a file that" in done.output
