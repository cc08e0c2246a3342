"""What ARCHITECTURE.md promises of the code, checked on the code."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path
from statistics import median
from types import ModuleType

import pytest

from conftest import CHECKOUT
from ctxmap import backends, compile_text, reports, rules
from ctxmap.findings import rulebook
from ctxmap.findings.finding import Severity

SOURCE = CHECKOUT / "src" / "ctxmap"
FILES = sorted(SOURCE.rglob("*.py"))
TREES = {path.relative_to(SOURCE).as_posix(): ast.parse(path.read_text("utf-8")) for path in FILES}

ONLY_IN = {
    "click": "cli/",
    "lark": "syntax/generate.py",
    "typst": "backends/_typeset.py",
    "yaml": "backends/_contracts/yaml.py",
}
"""Where a package of others may be imported; msgspec, which everything is made of, anywhere."""
NOT_FOR_A_CHECK = ["lark", "typst", "yaml"]
LONG_FILES = {"model/elements.py": 850}
"""The model's elements read best as one list, in the order of the language reference."""
SAMPLE = CHECKOUT / "samples" / "shop" / "as-is.cml"


def test_imports_go_one_way() -> None:
    run = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports; raise SystemExit(lint_imports())"],
        cwd=CHECKOUT,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize("name", TREES)
def test_packages_of_others_are_imported_in_one_place(name: str) -> None:
    for package in _imported(TREES[name]) - set(sys.stdlib_module_names) - {"ctxmap", "msgspec"}:
        assert name.startswith(ONLY_IN[package]), f"{package} is imported in {name}"


def test_a_check_imports_nothing_that_it_does_not_use() -> None:
    program = f"""
import json, sys
from ctxmap.cli import main
try:
    main(["check", {str(SAMPLE)!r}])
except SystemExit:
    pass
print(json.dumps(sorted(sys.modules)))
"""
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, encoding="utf-8")
    imported = set(json.loads(run.stdout.splitlines()[-1]))
    assert "ctxmap.rules.sync_cycle" in imported
    assert imported & {*NOT_FOR_A_CHECK, "ctxmap.backends", "ctxmap.layout", "ctxmap.drawing"} == set()


NEW_RULE = """
from ctxmap.findings.finding import Severity
from ctxmap.rules import finding, rule


@rule(Severity.INFO)
def check(model):
    yield from (finding(context, "a context") for context in model.contexts)
"""


def test_a_new_rule_is_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "there_is_a_context.py").write_text(NEW_RULE)
    monkeypatch.setattr(rules, "__path__", [*rules.__path__, str(tmp_path)])
    rules.all_rules.cache_clear()
    try:
        found = [d for d in compile_text("BoundedContext A").diagnostics if d.rule == "there-is-a-context"]
        assert [(d.severity, d.line, d.column) for d in found] == [(Severity.INFO, 1, 16)]
    finally:
        rules.all_rules.cache_clear()


@pytest.mark.parametrize("package", [backends, reports], ids=lambda package: package.__name__)
def test_a_new_backend_or_report_is_one_file(
    package: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "telegram.py").write_text("build = render = 'stop'")
    monkeypatch.setattr(package, "__path__", [*package.__path__, str(tmp_path)])
    package.names.cache_clear()
    try:
        assert "telegram" in package.names()
        assert package.load("telegram") == "stop"
    finally:
        package.names.cache_clear()


@pytest.mark.parametrize("name", TREES)
def test_no_file_lists_rules(name: str) -> None:
    """A rule is named by its file and its page, nowhere else in the code."""
    words = {node.value for node in ast.walk(TREES[name]) if isinstance(node, ast.Constant)}
    assert not words & set(rules.all_rules())


@pytest.mark.parametrize("name", TREES)
def test_files_have_one_reason_to_exist_and_say_it(name: str) -> None:
    assert len((SOURCE / name).read_text("utf-8").splitlines()) <= LONG_FILES.get(name, 300)
    assert ast.get_docstring(TREES[name])


def test_functions_are_short() -> None:
    lengths = sorted(
        (node.end_lineno or node.lineno) - node.lineno + 1
        for tree in TREES.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
    )
    assert median(lengths) <= 13
    assert lengths[len(lengths) * 9 // 10] <= 30
    assert lengths[-1] <= 60


@pytest.mark.parametrize("name", TREES)
def test_everything_is_caught_by_the_outermost_shell_and_round_code_of_others_only(name: str) -> None:
    caught = {name for node in ast.walk(TREES[name]) if isinstance(node, ast.ExceptHandler) for name in _names(node)}
    allowed = ("cli/_shell.py", "plugins/guard.py", "plugins/package.py")
    assert name in allowed or not caught & {"", "Exception", "BaseException"}


def test_pages_cover_what_the_code_reports() -> None:
    """What is reported by name, outside the rules, has a page."""
    reported = {
        word
        for tree in TREES.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(word := node.value, str) and word in rulebook.names()
    }
    assert reported == set(rulebook.names()) - set(rules.all_rules())


def _imported(tree: ast.AST) -> set[str]:
    """The top-level packages that a module imports, anywhere in it."""
    modules = [
        name
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    ]
    return {name.partition(".")[0] for name in modules}


def _names(handler: ast.ExceptHandler) -> list[str]:
    """What a handler catches; "" for everything."""
    if handler.type is None:
        return [""]
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return [kind.id for kind in kinds if isinstance(kind, ast.Name)]
