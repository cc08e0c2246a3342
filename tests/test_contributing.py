"""The steps of CONTRIBUTING.md: `make rule`, `pytest --accept`, and its example of a backend."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from shutil import copytree, ignore_patterns
from textwrap import dedent

import pytest

import new_rule
from conftest import CHECKOUT
from pages import run_page

NAME = "context-to-do"
FINDING = """```cml
ContextMap { contains A, Nobody }
BoundedContext A
```
"""
CLEAN = """```cml
BoundedContext A { domainVisionStatement = "An example without findings" }
```
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of what rules and their tests need."""
    ignored = ignore_patterns("__pycache__", "golden", "images", "gallery")
    for folder in ("src", "grammar", "docs", "tests"):
        copytree(CHECKOUT / folder, tmp_path / folder, ignore=ignored)
    (tmp_path / "pyproject.toml").write_bytes((CHECKOUT / "pyproject.toml").read_bytes())
    return tmp_path


def test_a_new_rule_is_complete_but_for_its_words(checkout: Path) -> None:
    """Its files are found, its page gets its report, and what is left to write is what fails."""
    list(new_rule.write(NAME, checkout))
    accepted = pytest_in(checkout, "--accept")
    page = (checkout / "docs" / "rules" / f"{NAME}.md").read_text("utf-8")
    assert f"[{NAME}]" in page.partition("```report\n")[2], accepted
    failed = {line.partition("::")[2].partition("[")[0] for line in accepted.splitlines() if line.startswith("FAILED")}
    assert failed == {"test_page_teaches", "test_nothing_of_a_rule_is_left_to_fill_in"}, accepted


def test_files_that_exist_are_left_alone(tmp_path: Path) -> None:
    for path in new_rule.files(NAME):
        (tmp_path / path).parent.mkdir(parents=True)
    first = list(new_rule.write(NAME, tmp_path))
    page = tmp_path / "docs" / "rules" / f"{NAME}.md"
    page.write_text("mine", "utf-8")
    again = list(new_rule.write(NAME, tmp_path))
    assert page.read_text("utf-8") == "mine"
    assert [line.split()[0] for line in (*first, *again)] == ["wrote"] * 3 + ["kept"] * 3


@pytest.mark.parametrize("name", ["no-owner", "SyncCycle", "sync_cycle", "sync cycle", "../sync-cycle", "-x", ""])
def test_a_name_that_will_not_do_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="name"):
        list(new_rule.write(name, tmp_path))


@pytest.mark.parametrize("page", [FINDING, f"# A page\n\n{FINDING}\nText behind it.\n\n{CLEAN}"])
def test_a_missing_report_is_inserted_and_one_without_findings_removed(page: str, tmp_path: Path) -> None:
    complete = run_page(page, tmp_path)
    assert "[unknown-reference]\n" in complete.partition("```report\n")[2]
    assert run_page(complete, tmp_path) == complete
    repaired = complete.replace("contains A, Nobody", "contains A")
    assert run_page(repaired, tmp_path) == page.replace("contains A, Nobody", "contains A")


def test_the_example_of_a_backend_builds(checkout: Path) -> None:
    page = (CHECKOUT / "CONTRIBUTING.md").read_text("utf-8")
    example = re.search(r"^( *)```python\n(.*?)^\1```$", page, re.MULTILINE | re.DOTALL)
    assert example
    (checkout / "src" / "ctxmap" / "backends" / "csv.py").write_text(dedent(example[2]), "utf-8")
    (checkout / "shop.cml").write_text("BoundedContext Cart { type = FEATURE }\n", "utf-8")
    built = run_in(checkout, "ctxmap", "build", "shop.cml", "--only", "csv", "-o", "-")
    assert built.startswith("name,type\nCart,FEATURE\n")


def pytest_in(checkout: Path, *options: str) -> str:
    return run_in(checkout, "pytest", "tests/test_rules.py", "-q", "-k", NAME, *options)


def run_in(checkout: Path, module: str, *arguments: str) -> str:
    run = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=checkout,
        env={**os.environ, "PYTHONPATH": str(checkout / "src")},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    return run.stdout + run.stderr
