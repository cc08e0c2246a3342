"""What ARCHITECTURE.md promises of the code, checked on the code."""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from statistics import median
from types import ModuleType

import pytest

from conftest import CHECKOUT
from ctxmap import backends, breaking, compile_text, drift, reports, rules
from ctxmap.findings import rulebook
from ctxmap.findings.finding import Severity

SOURCE = CHECKOUT / "src" / "ctxmap"
FILES = sorted(SOURCE.rglob("*.py"))
TREES = {path.relative_to(SOURCE).as_posix(): ast.parse(path.read_text("utf-8")) for path in FILES}

ONLY_IN = {
    "click": "cli/",
    "fontTools": "backends/_glyphs.py",
    "graphviz": "backends/_graphviz.py",
    "jinja2": "backends/_templates.py",
    "lark": "syntax/generate.py",
    "lsprotocol": "lsp/",
    "markdown_it": "documents/markdown_reader.py",
    "pydantic": "foreign/",
    "pygls": "lsp/",
    "pygments": "highlighting/",
    "typst": "backends/_typeset.py",
    "yaml": ("backends/_contracts/yaml.py", "foreign/document.py"),  # writes, and reads
    "IPython": "embedding/notebook.py",
    "docutils": "embedding/sphinx.py",
    "sphinx": "embedding/sphinx.py",
}
"""Where a package of others may be imported; msgspec, which everything is made of, anywhere."""
NOT_FOR_A_CHECK = [
    "fontTools",
    "graphviz",
    "jinja2",
    "lark",
    "lsprotocol",
    "markdown_it",
    "pydantic",
    "pygls",
    "pygments",
    "typst",
    "yaml",
    "ctxmap.highlighting",
]

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


NEW_BACKEND = '''
"""`names.txt`: the names of all contexts."""

from ctxmap.backends import Artifact, backend


@backend("names.txt", on_request=True)
def build(request):
    language = request.configuration.diagrams.language
    yield Artifact("names.txt", "".join(f"{language} {each.name}\\n" for each in request.model.contexts))
'''
NEW_REPORT = '''
"""One line for each finding."""

from ctxmap.reports import report


@report()
def render(findings):
    return "".join(f"{each.path}:{each.line} {each.rule}\\n" for each in findings.diagnostics)
'''


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of ctxmap in a folder with a map; `python -m ctxmap` runs it there."""
    shutil.copytree(SOURCE, tmp_path / "src" / "ctxmap", ignore=shutil.ignore_patterns("__pycache__"))
    for folder in ("docs", "grammar"):
        (tmp_path / folder).symlink_to(CHECKOUT / folder)
    (tmp_path / "ctxmap.toml").write_text('[output]\nformats = ["names"]\n[diagrams]\nlanguage = "zh"\n')
    (tmp_path / "shop.cml").write_text("BoundedContext Cart\nBoundedContext Order implements Lost\n")
    return tmp_path


def test_a_new_backend_is_one_file(copied: Path) -> None:
    (copied / "src" / "ctxmap" / "backends" / "names.py").write_text(NEW_BACKEND)
    assert run_copy(copied, "build", "shop.cml", "--fail-on", "never", "-o", "-") == "zh Cart\nzh Order\n"
    assert "names" in run_copy(copied, "build", "--help").partition("On request:")[2]
    assert '"names"' in run_copy(copied, "schema", "configuration")


def test_a_new_report_is_one_file(copied: Path) -> None:
    (copied / "ctxmap.toml").unlink()
    (copied / "src" / "ctxmap" / "reports" / "lines.py").write_text(NEW_REPORT)
    printed = run_copy(copied, "check", "shop.cml", "--format", "lines", "--fail-on", "never")
    assert "shop.cml:2 unknown-reference\n" in printed


def run_copy(folder: Path, *arguments: str) -> str:
    """What a copy of ctxmap prints."""
    command = [sys.executable, "-m", "ctxmap", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(folder / "src")}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("package", [backends, reports], ids=lambda package: package.__name__)
def test_every_module_holds_a_value_that_is_named_after_it(package: ModuleType) -> None:
    assert [package.load(name).name for name in package.names()] == list(package.names())


@pytest.mark.parametrize("name", TREES)
def test_no_file_lists_rules(name: str) -> None:
    """A rule is named by its file and its page, nowhere else in the code."""
    words = {node.value for node in ast.walk(TREES[name]) if isinstance(node, ast.Constant)}
    assert not words & {*rules.all_rules(), *breaking.names(), *drift.names()}


@pytest.mark.parametrize("name", TREES)
def test_files_have_one_reason_to_exist_and_say_it(name: str) -> None:
    assert len((SOURCE / name).read_text("utf-8").splitlines()) <= 300
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
    allowed = ("cli/_shell.py", "plugins/guard.py", "plugins/package.py", "backends/_templates.py")
    assert name in allowed or not caught & {"", "Exception", "BaseException"}


def test_pages_cover_what_the_code_reports() -> None:
    """What is reported by name, outside the rules, has a page."""
    reported = {
        word
        for tree in TREES.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(word := node.value, str) and word in rulebook.names()
    }
    assert reported == set(rulebook.names()) - {*rules.all_rules(), *breaking.names(), *drift.names()}


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
