"""What the Tab key offers: click's scripts for the shells ask ctxmap, and ctxmap knows its names."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ctxmap import backends, reports
from ctxmap.findings import rulebook

README = Path(__file__).parent.parent / "README.md"
COMMANDS = ["build", "check", "config", "explain", "plan", "rules", "schema"]


def asked(instruction: str, *words: str) -> str:
    """What ctxmap answers to a shell; the last of the words has been begun."""
    line = {"COMP_WORDS": " ".join(["ctxmap", *words]), "COMP_CWORD": str(len(words))}
    run = subprocess.run(
        [sys.executable, "-m", "ctxmap"],
        env={**os.environ, "_CTXMAP_COMPLETE": instruction, **line},
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    assert run.stderr == ""
    return run.stdout


def offered(*words: str) -> list[str]:
    return [line.partition(",")[2] for line in asked("bash_complete", *words).splitlines() if line]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_there_is_a_script_for_each_shell(shell: str) -> None:
    script = asked(f"{shell}_source")
    assert "_CTXMAP_COMPLETE" in script
    assert f"{shell}_complete" in script


def test_the_line_of_the_readme_lets_bash_complete() -> None:
    line = next(line for line in README.read_text("utf-8").splitlines() if line.endswith("# ~/.bashrc"))
    asking = "COMP_WORDS=(ctxmap expl); COMP_CWORD=1; _ctxmap_completion ctxmap; echo ${COMPREPLY[@]}"
    programs = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    command = ["bash", "--noprofile", "--norc", "-c", f"{line}\n{asking}\ncomplete -p ctxmap"]
    said = subprocess.run(
        command, env={**os.environ, "PATH": programs}, capture_output=True, encoding="utf-8", check=True
    )
    assert said.stdout.startswith("explain\ncomplete ")


def test_commands_are_offered_as_they_are_listed() -> None:
    assert set(COMMANDS) <= set(offered(""))
    assert offered("ch") == ["check"]
    assert "Check context maps and report mistakes and design problems" in asked("zsh_complete", "ch")


def test_options_and_their_values() -> None:
    assert offered("check", "--fail-o") == ["--fail-on"]
    assert offered("check", "--fail-on", "") == ["error", "warning", "info", "never"]
    assert offered("check", "--format", "") == list(reports.names())
    assert offered("build", "--only", "svg,mark") == ["svg,markdown"]


def test_rules_by_name() -> None:
    assert offered("explain", "") == list(rulebook.names())
    assert offered("explain", "sync-") == [name for name in rulebook.names() if name.startswith("sync-")]


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_rules_in_a_list(option: str) -> None:
    assert offered("check", option, "sync-chain,sync-c") == ["sync-chain,sync-cycle"]


def test_rules_of_plugins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    rule = "from ctxmap.rules import Severity, rule\n\n@rule(Severity.INFO)\ndef check(model):\n    yield from ()\n"
    Path("no_such_thing.py").write_text(rule, "utf-8")
    configuration = Path("ctxmap.toml")
    configuration.write_text('plugins = ["no_such_thing"]\n', "utf-8")
    assert offered("explain", "no-such") == ["no-such-thing"]
    assert offered("check", "--select", "syntax,no-such") == ["syntax,no-such-thing"]
    assert offered("check", "--ignore", "synt") == []

    configuration.write_text("plugins = 3\n", "utf-8")
    assert offered("explain", "sync-ch") == ["sync-chain"]


def test_paths_are_for_the_shell() -> None:
    assert asked("bash_complete", "check", "docs/") == "file,docs/\n"


def test_behind_what_is_no_command_there_is_no_complaint() -> None:
    assert offered("frobnicate", "x") == []


def test_of_a_list_what_is_taken_is_not_offered_again() -> None:
    left = [name for name in backends.names() if name not in ("json", "svg")]
    assert offered("build", "--only", "json,svg,") == [f"json,svg,{name}" for name in left]
