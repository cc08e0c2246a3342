"""The recipes for GitHub, GitLab and pre-commit: files of the form that each asks for, and commands that work.

`.ci/try-hooks` and `.ci/try-action` follow them with the real tools.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

CHECKOUT = Path(__file__).parent.parent
PAGES = [CHECKOUT / "docs" / f"{name}.md" for name in ("github", "gitlab", "pre-commit")]
_RECIPE = re.compile(r"^```(\w+)\n(?:# (\S+)\n)?(.*?)^```$", re.MULTILINE | re.DOTALL)
SCHEMAS = {".github/workflows": "vendor.github-workflows", ".gitlab-ci.yml": "vendor.gitlab-ci"}
"""By which schema of `check-jsonschema` a file is judged."""

MAP = """ContextMap Shop { contains Cart, Order  Cart [U] -> [D] Order }
BoundedContext Cart { domainVisionStatement = "What a customer is about to buy" }
BoundedContext Order { domainVisionStatement = "What was promised to whom" }
"""


class Recipe(msgspec.Struct, frozen=True):
    """A block of a page: its language, the file that it is (its first line says so), and its text."""

    language: str
    file: str
    text: str


def recipes(page: Path) -> list[Recipe]:
    return [Recipe(*found) for found in _RECIPE.findall(page.read_text("utf-8"))]


def all_recipes(language: str) -> list[Recipe]:
    return [recipe for page in PAGES for recipe in recipes(page) if recipe.language == language]


def judged(schema: str, files: Iterable[Path]) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *map(str, files)]
    run = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize("place", SCHEMAS)
def test_files_have_the_form_that_is_asked_for(place: str, tmp_path: Path) -> None:
    texts = [recipe.text for recipe in all_recipes("yaml") if recipe.file.startswith(place)]
    assert texts
    files = [tmp_path / f"{number}.yml" for number, _ in enumerate(texts)]
    for file, text in zip(files, texts, strict=True):
        file.write_text(text, "utf-8")
    judged(SCHEMAS[place], files)


def test_the_action_has_the_form_that_is_asked_for() -> None:
    judged("vendor.github-actions", [CHECKOUT / "action.yml"])


def test_the_action_pins_what_it_uses_by_commit() -> None:
    action = yaml.safe_load((CHECKOUT / "action.yml").read_text("utf-8"))
    used = [step["uses"] for step in action["runs"]["steps"] if "uses" in step]
    assert used
    assert [name for name in used if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", name)] == []


def test_the_forms_for_issues_have_the_form_that_is_asked_for() -> None:
    forms = sorted((CHECKOUT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))
    judged("vendor.github-issue-forms", [form for form in forms if form.stem != "config"])
    judged("vendor.github-issue-config", [form for form in forms if form.stem == "config"])


def test_the_inputs_on_the_page_are_those_of_the_action() -> None:
    action = yaml.safe_load((CHECKOUT / "action.yml").read_text("utf-8"))
    page = (CHECKOUT / "docs" / "github.md").read_text("utf-8")
    table = page.partition("| input |")[2].partition("\n\n")[0]
    assert re.findall(r"^\| `([\w-]+)` \|", table, re.MULTILINE) == list(action["inputs"])
    workflows = [yaml.safe_load(recipe.text) for recipe in all_recipes("yaml") if "workflows" in recipe.file]
    calls = [step for workflow in workflows for step in steps(workflow) if "OWNER/ctxmap@" in step.get("uses", "")]
    assert calls
    assert {name for step in calls for name in step["with"]} <= set(action["inputs"])


def test_the_hooks_on_the_page_are_those_that_there_are() -> None:
    hooks = yaml.safe_load((CHECKOUT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    page = CHECKOUT / "docs" / "pre-commit.md"
    rows = re.findall(r"^\| `([\w-]+)` \| `([^`]+)` \|", page.read_text("utf-8"), re.MULTILINE)
    assert rows == [(hook["id"], hook["entry"]) for hook in hooks]
    shown = [yaml.safe_load(recipe.text) for recipe in recipes(page) if recipe.file == ".pre-commit-config.yaml"]
    assert [hook["id"] for each in shown for repo in each["repos"] for hook in repo["hooks"]] == [
        name for name, _ in rows
    ]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_commands_of_a_page_work(page: Path, tmp_path: Path) -> None:
    """In a folder with a sound map, its built files, and the configuration that the page shows."""
    (tmp_path / "ctxmap.toml").write_text(settings(page)[0], "utf-8")
    (tmp_path / "maps").mkdir()
    (tmp_path / "maps" / "shop.cml").write_text(MAP, "utf-8")
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    run("ctxmap build", tmp_path)
    found = list(commands(recipes(page)))
    assert any(command.startswith("ctxmap check") for command in found)
    for command in found:
        run(command, tmp_path)
    assert (tmp_path / "docs" / "map" / "index.md").is_file()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_with_a_baseline_only_what_is_new_fails(page: Path, tmp_path: Path) -> None:
    first, with_baseline = settings(page)
    (tmp_path / "maps").mkdir()
    (tmp_path / "maps" / "shop.cml").write_text(MAP.replace("[D] Order", "[D] Ordr"), "utf-8")
    (tmp_path / "ctxmap.toml").write_text(first, "utf-8")
    run("! ctxmap check", tmp_path)
    run("ctxmap check --write-baseline", tmp_path)
    (tmp_path / "ctxmap.toml").write_text(with_baseline, "utf-8")
    run("ctxmap check", tmp_path)
    (tmp_path / "maps" / "shop.cml").write_text(MAP.replace("Cart [U]", "Crt [U]"), "utf-8")
    run("! ctxmap check", tmp_path)


def test_reports_are_where_gitlab_looks_for_them(tmp_path: Path) -> None:
    job = yaml.safe_load(recipes(CHECKOUT / "docs" / "gitlab.md")[0].text)["context-map"]
    (tmp_path / "maps").mkdir()
    (tmp_path / "maps" / "shop.cml").write_text(MAP.replace("[D] Order", "[D] Ordr"), "utf-8")
    (tmp_path / "ctxmap.toml").write_text('sources = ["maps"]\n', "utf-8")
    for command in job["script"]:
        if ">" in command:
            run(command, tmp_path)
    reports = job["artifacts"]["reports"]
    assert "ordr" in json.dumps(json.loads((tmp_path / reports["codequality"]).read_text("utf-8"))).casefold()
    assert "<testsuite" in (tmp_path / reports["junit"]).read_text("utf-8")
    assert job["artifacts"]["when"] == "always"


def settings(page: Path) -> list[str]:
    return [recipe.text for recipe in recipes(page) if recipe.file == "ctxmap.toml"]


def steps(workflow: Any) -> Iterator[Any]:
    for job in workflow["jobs"].values():
        yield from job["steps"]


def commands(shown: Iterable[Recipe]) -> Iterator[str]:
    """What the recipes run, line by line, but for installing ctxmap."""
    return (line for recipe in shown for line in _lines(recipe) if not line.startswith("pip install"))


def _lines(recipe: Recipe) -> list[str]:
    if recipe.language == "sh":
        return recipe.text.splitlines()
    if "workflows" in recipe.file:
        return [step["run"] for step in steps(yaml.safe_load(recipe.text)) if "run" in step]
    if recipe.file == ".gitlab-ci.yml":
        return [line for job in yaml.safe_load(recipe.text).values() for line in job["script"]]
    return []


def run(command: str, folder: Path) -> None:
    programs = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    told = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env={**os.environ, "PATH": programs},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        encoding="utf-8",
    )
    assert told.returncode == 0, f"{command}\n{told.stdout}"
