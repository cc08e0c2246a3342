"""The GitHub Action: its steps, run as GitHub's runner does. `.ci/try-action` runs the installing one."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from github_runner import Done, Runner, defaults, read_action

CHECKOUT = Path(__file__).parent.parent
ACTION = CHECKOUT / "action.yml"
PROGRAMS = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])

SOUND = """ContextMap Shop { contains Cart, Order  Cart [U] -> [D] Order }
BoundedContext Cart { domainVisionStatement = "What a customer is about to buy" }
BoundedContext Order { domainVisionStatement = "What was promised to whom" }
"""
BROKEN = SOUND.replace("[D] Order", "[D] Ordr")
WARNED = SOUND.replace("Order }", 'Order { sync { timeout = "2 s" } } }')


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    folder = tmp_path / "a checkout"
    folder.mkdir()
    return folder


def checked(workspace: Path, **inputs: str) -> Done:
    """Run the step that checks; `fail_on` is the input `fail-on`."""
    action = read_action(ACTION)
    step = next(step for step in action["runs"]["steps"] if step.get("id") == "check")
    given = {name.replace("_", "-"): value for name, value in inputs.items()}
    return Runner(ACTION, workspace, workspace.parent, PROGRAMS).run(step, {**defaults(action), **given}, {})


def shells() -> list[dict[str, Any]]:
    return [step for step in read_action(ACTION)["runs"]["steps"] if "run" in step]


def test_a_sound_map_passes(workspace: Path) -> None:
    (workspace / "shop.cml").write_text(SOUND)
    done = checked(workspace, paths="shop.cml")
    assert done.code == 0
    assert done.outputs == {}
    assert done.summary == "## Context maps\n\n```text\nno findings in 1 file\n\n```\n"


def test_a_mistake_fails_and_is_shown_in_log_and_summary(workspace: Path) -> None:
    (workspace / "shop.cml").write_text(BROKEN)
    done = checked(workspace, paths="shop.cml")
    assert done.code == 1
    assert done.log.startswith("::error file=shop.cml,line=1,")
    assert "shop.cml:1:57: error: " in done.summary


def test_the_threshold_is_the_callers(workspace: Path) -> None:
    (workspace / "shop.cml").write_text(WARNED)
    assert checked(workspace, paths="shop.cml").code == 0
    assert checked(workspace, paths="shop.cml", fail_on="warning").code == 1
    assert checked(workspace, paths="shop.cml", fail_on="never").code == 0


def test_what_can_not_be_run_fails_without_a_summary(workspace: Path) -> None:
    (workspace / "shop.cml").write_text(SOUND)
    for inputs in ({"paths": "nowhere.cml"}, {"paths": "shop.cml", "format": "xml"}, {"paths": "--version"}):
        done = checked(workspace, **inputs)
        assert (done.code, done.summary) == (2, "")


def test_paths_are_lines_and_never_code(workspace: Path) -> None:
    names = ["my map.cml", "$(touch pwned).cml", "'; touch pwned; '.cml", "-o.cml"]
    for name in names:
        (workspace / name).write_text(SOUND)
    done = checked(workspace, paths="\n".join(names) + "\n")
    assert done.code == 0, done.log
    assert "no findings in 4 files" in done.summary
    assert not (workspace / "pwned").exists()


def test_a_pull_request_of_a_stranger_runs_no_code_and_decides_nothing(workspace: Path) -> None:
    (workspace / "shop.cml").write_text(BROKEN)
    (workspace / "acme.py").write_text("import os; os.system('touch pwned')")
    (workspace / "ctxmap.toml").write_text('plugins = ["acme"]\nfail-on = "never"\n')
    done = checked(workspace, paths="shop.cml", isolated="true")
    assert (done.code, (workspace / "pwned").exists()) == (1, False)
    assert checked(workspace, paths="shop.cml").code != 1


def test_findings_go_to_code_scanning_if_asked_to(workspace: Path) -> None:
    (workspace / "shop.cml").write_text(BROKEN)
    done = checked(workspace, paths="shop.cml", sarif="true")
    assert done.code == 1
    assert '"version": "2.1.0"' in Path(done.outputs["sarif"]).read_text("utf-8")


def test_no_expression_stands_in_a_script() -> None:
    """What a caller writes would be pasted into it, and run."""
    assert shells()
    for step in shells():
        assert "${{" not in step["run"]
        assert step["shell"] == "bash"


def test_every_input_is_used() -> None:
    action = read_action(ACTION)
    assert set(re.findall(r"\$\{\{ inputs\.([\w-]+) \}\}", ACTION.read_text("utf-8"))) == set(action["inputs"])
