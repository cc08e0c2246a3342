"""Does what GitHub's runner does with the steps of a composite action, as far as ours needs it.

A step is a shell script that gets the action's inputs as variables, and tells what it has to tell in files that the
runner names. Steps that use other actions are passed over: what they put out is given.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import yaml

_EXPRESSION = re.compile(r"\$\{\{ (inputs|steps)\.([\w.-]+) \}\}")
_BASH = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c"]
"""How the runner calls it for `shell: bash`."""


class Done(msgspec.Struct, frozen=True):
    """What came of a step: its exit code, its log, its outputs, and what it added to the job's summary."""

    code: int
    log: str
    outputs: Mapping[str, str]
    summary: str


class Runner:
    """A job's runner: the folder that it checked out into, a folder for its files, and the path of programs so far."""

    def __init__(self, action: Path, workspace: Path, scratch: Path, programs: str) -> None:
        self._action = action
        self._workspace = workspace
        self._scratch = scratch
        self._programs = programs
        self._files = {name: scratch / name for name in ("GITHUB_PATH", "GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}

    def run(self, step: Mapping[str, Any], inputs: Mapping[str, str], outputs: Mapping[str, str]) -> Done:
        """Run the script of a step; `outputs` are those of steps before it, by `<step>.outputs.<name>`."""
        for file in self._files.values():
            file.write_text("")
        values = {f"inputs.{name}": value for name, value in inputs.items()}
        values |= {f"steps.{name}": value for name, value in outputs.items()}
        told = subprocess.run(
            [*_BASH, step["run"]],
            cwd=self._workspace,
            env={**self._environment(), **{name: _filled(text, values) for name, text in step["env"].items()}},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            encoding="utf-8",
        )
        self._programs = os.pathsep.join([*self._files["GITHUB_PATH"].read_text().splitlines(), self._programs])
        given = dict(line.split("=", 1) for line in self._files["GITHUB_OUTPUT"].read_text().splitlines())
        return Done(told.returncode, told.stdout, given, self._files["GITHUB_STEP_SUMMARY"].read_text("utf-8"))

    def _environment(self) -> dict[str, str]:
        named = {name: str(file) for name, file in self._files.items()}
        places = {"RUNNER_TEMP": str(self._scratch), "GITHUB_ACTION_PATH": str(self._action.parent)}
        return {**os.environ, "PATH": self._programs, "GITHUB_ACTIONS": "true", **named, **places}


def read_action(file: Path) -> Any:
    """An `action.yml`."""
    return yaml.safe_load(file.read_text("utf-8"))


def defaults(action: Mapping[str, Any]) -> dict[str, str]:
    """What each input is where a workflow says nothing of it."""
    return {name: about["default"] for name, about in action["inputs"].items()}


def _filled(text: str, values: Mapping[str, str]) -> str:
    return _EXPRESSION.sub(lambda found: values[f"{found[1]}.{found[2]}"], text)
