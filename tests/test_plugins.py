"""Plug-ins: rules of others are rules like ours, and what goes wrong in them is told as theirs.

That the plug-in of `docs/plug-ins.md` works beside a configuration is for the page itself to show. Each test here
has plug-ins of names of its own: modules once imported stay imported.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from conftest import CHECKOUT
from ctxmap.cli import main
from ctxmap.compiler import compile_files
from ctxmap.configuration import Configuration, RuleSettings
from ctxmap.text.files import Disk, Unsaved

RULE = '''"""No context is called {name}."""
from ctxmap.rules import Severity, finding, rule
from ctxmap.text.source import Span

@rule(Severity.WARNING)
def check(model):
    for context in model.contexts:
        yield finding(context, "seen")
'''
MAP = 'BoundedContext A { domainVisionStatement = "a" }\n'


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with a map in it."""
    monkeypatch.chdir(tmp_path)
    write("shop.cml", MAP)
    return tmp_path


def write(name: str, text: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, "utf-8")


def configure(*plugins: str, more: str = "") -> None:
    write("ctxmap.toml", f'sources = ["shop.cml"]\nplugins = {json.dumps(plugins)}\n{more}')


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, prog_name="ctxmap")


def found() -> list[tuple[str, str]]:
    report = json.loads(run("check", "--format", "json").stdout)
    return [(each["rule"], each["severity"]) for each in report["diagnostics"]]


# ---- they are rules like ours ----------------------------------------------------------------------------------------


def test_a_package_is_walked_and_a_module_is_a_plugin_too() -> None:
    write("many_rules/__init__.py", "")
    write("many_rules/__main__.py", "raise SystemExit('nobody has called this')")
    write("many_rules/helping.py", "from many_rules.deep.no_b import check\nwords = 1\n")
    write("many_rules/no_a.py", RULE)
    write("many_rules/deep/__init__.py", "")
    write("many_rules/deep/no_b.py", RULE)
    write("lonely_rule.py", RULE)
    configure("many_rules", "lonely_rule")
    assert found() == [("lonely-rule", "warning"), ("no-a", "warning"), ("no-b", "warning")]


def test_all_that_can_be_said_of_a_rule_can_be_said_of_theirs() -> None:
    write("said_rules/__init__.py", "")
    for name in ("said_a", "said_b", "said_c", "said_d"):
        write(f"said_rules/{name}.py", RULE)
    write("shop.cml", f"{MAP.rstrip()} // ctxmap: ignore[said-d] so it is\n")
    configure("said_rules", more='ignore = ["said-b"]\n[rules]\nsaid-a = "error"\nsaid-c = "off"\n')
    assert found() == [("said-a", "error")]
    assert run("check").exit_code == 1
    assert run("check", "--ignore", "said-a").exit_code == 0
    assert "1 warning in" in run("check", "--select", "said-c").stdout


def test_their_pages_are_shown_wherever_ours_are() -> None:
    page = "# paged\n\n**warning** · It has a page.\n\n*Acme*\n\n## Why it matters\n\nBecause.\n"
    write("paged_rules/__init__.py", "")
    write("paged_rules/paged.py", RULE)
    write("paged_rules/paged.md", page)
    write("paged_rules/unpaged.py", RULE.replace('"""\n', '\n\nNobody would.\n"""\n', 1))
    configure("paged_rules")
    assert run("explain", "paged").stdout == page
    assert run("explain", "unpaged").stdout == (
        "# unpaged\n\n**warning** · No context is called {name}.\n\n*paged_rules*\n\nNobody would.\n"
    )
    listed = {entry["name"]: entry for entry in json.loads(run("rules", "--format", "json").stdout)}
    assert (listed["paged"]["group"], listed["paged"]["plugin"]) == ("Acme", "paged_rules")
    log = json.loads(run("check", "--format", "sarif").stdout)
    helps = {rule["id"]: rule["help"]["markdown"] for rule in log["runs"][0]["tool"]["driver"]["rules"]}
    assert helps["paged"] == page


def test_an_installed_plugin_needs_no_folder(tmp_path: Path) -> None:
    """The one of the documents, with its page, as a package that pip installs."""
    document = (CHECKOUT / "docs" / "plug-ins.md").read_text("utf-8")
    for name, text in re.findall(r"^```\w+ (acme_rules/\S+)\n(.*?)^```$", document, re.MULTILINE | re.DOTALL):
        write(f"project/{name}", text)
    write(
        "project/pyproject.toml",
        '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n'
        '[project]\nname = "acme-rules"\nversion = "1"\n',
    )
    options = ["--quiet", "--no-index", "--no-deps", "--no-build-isolation", "--target", "installed"]
    subprocess.run([sys.executable, "-m", "pip", "install", *options, "./project"], check=True)
    configure("acme_rules")

    def ctxmap(*arguments: str) -> str:
        environment = {**os.environ, "PYTHONPATH": str(tmp_path / "installed")}
        command = [sys.executable, "-m", "ctxmap", *arguments]
        return subprocess.run(command, env=environment, capture_output=True, check=True, encoding="utf-8").stdout

    assert "no findings" in ctxmap("check")
    assert "Team Topologies" in ctxmap("explain", "team-with-many-contexts")


# ---- what goes wrong in them is told as theirs -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("plugin", "files", "told"),
    [
        ("not_there", {}, "can't be imported: ModuleNotFoundError: No module named 'not_there'"),
        ("broken_one", {"broken_one.py": "def check(:\n"}, "can't be imported: invalid syntax (broken_one.py:1)"),
        (
            "raising",
            {"raising.py": "\n1 / 0\n"},
            "can't be imported: ZeroDivisionError: division by zero (raising.py:2)",
        ),
        ("ending", {"ending.py": "raise SystemExit(0)\n"}, "can't be imported: SystemExit: 0 (ending.py:1)"),
        ("ruleless", {"ruleless.py": "def check(model): ...\n"}, "has no rule"),
        ("ours", {"ours/sync_chain.py": RULE, "ours/__init__.py": ""}, 'has a rule "sync-chain", and so has'),
        ("badly_paged", {"badly_paged.py": RULE, "badly-paged.md": "# no\n"}, '"badly-paged.md" can\'t be read'),
        (
            "misnamed",
            {"misnamed.py": RULE, "misnamed.md": "# other\n\n**error** · No.\n\n*Group*\n"},
            '"misnamed.md" says "other" and "error", not "misnamed" and "warning"',
        ),
    ],
)
def test_what_can_not_be_used_is_told_where_it_is_named(plugin: str, files: dict[str, str], told: str) -> None:
    for file, text in files.items():
        write(file, text)
    configure(plugin)
    result = run("check")
    assert result.exit_code == 2
    assert result.stderr.startswith(f'ctxmap.toml:2:12: error: plug-in "{plugin}"')
    assert told in result.stderr


@pytest.mark.parametrize("command", ["check", "explain oddly-paged", "rules", "config"])
def test_a_page_that_is_no_text_is_told_where_the_plugin_is_named(command: str) -> None:
    write("oddly_paged.py", RULE)
    Path("oddly-paged.md").write_bytes(b"# oddly-paged\xff")
    configure("oddly_paged")
    result = run(*command.split())
    assert result.exit_code == 2
    assert 'error: plug-in "oddly_paged": "oddly-paged.md" can\'t be read: ' in result.stderr


def test_two_plugins_can_not_have_a_rule_of_one_name() -> None:
    for plugin in ("twin_a", "twin_b"):
        write(f"{plugin}/__init__.py", "")
        write(f"{plugin}/twin.py", RULE)
    configure("twin_a", "twin_b")
    assert 'plug-ins "twin_a" and "twin_b" both have a rule "twin"' in run("check").stderr


@pytest.mark.parametrize(
    ("name", "body", "told"),
    [
        ("failing", "yield 1 / 0", "ZeroDivisionError: division by zero (failing.py:7)"),
        ("yielding", "yield 'a'", "TypeError: it yields 'a', which is no finding"),
        ("exiting", "raise SystemExit(0)", "SystemExit: 0 (exiting.py:7)"),
        ("placeless", "yield finding(None, 'a')", "TypeError: it yields Finding(at=None"),
        ("straying", "yield finding(Span('no.cml', 0, 1), 'a')", 'it finds something in "no.cml", which was not read'),
        ("returning", "return 3", "TypeError: 'int' object is not iterable"),
    ],
)
def test_a_check_that_fails_is_told_with_its_rule(name: str, body: str, told: str) -> None:
    write(f"{name}.py", RULE[: RULE.index("    for")] + f"    {body}\n")
    configure(name)
    result = run("check")
    assert result.exit_code == 2
    assert f'Error: rule "{name}" of plug-in "{name}" failed: {told}' in result.stderr


# ---- whose code is run, and when -------------------------------------------------------------------------------------

LEAVES_A_TRACE = RULE.replace("from ctxmap.rules", 'open("it-was-run", "w").close()\nfrom ctxmap.rules', 1)


@pytest.mark.parametrize(
    "command",
    [
        ("rules",),
        ("explain", "tracing-{}"),
        ("config",),
        ("schema", "configuration"),
        ("plan",),
        ("impact", "A"),
        ("diff", "shop.cml", "shop.cml"),
        ("check", "--isolated", "shop.cml"),
    ],
    ids=" ".join,
)
def test_no_code_is_run_to_look_at_a_configuration(command: tuple[str, ...]) -> None:
    name = f"tracing_{command[0]}"
    write(f"{name}.py", LEAVES_A_TRACE)
    configure(name, more=f'[rules]\n{name.replace("_", "-")} = {{ severity = "info", unknown-threshold = 3 }}\n')
    result = run(*(word.format(command[0]) for word in command))
    assert result.exit_code == 0, result.stderr
    assert not Path("it-was-run").exists()


def test_the_tab_key_runs_no_code() -> None:
    write("tabbed_rule.py", LEAVES_A_TRACE)
    configure("tabbed_rule")
    environment = {"_CTXMAP_COMPLETE": "bash_complete", "COMP_WORDS": "ctxmap explain tabbed", "COMP_CWORD": "2"}
    result = CliRunner().invoke(main, [], prog_name="ctxmap", env=environment)
    assert "tabbed-rule" in result.stdout
    assert not Path("it-was-run").exists()


@pytest.mark.parametrize("command", ["check", "build"])
def test_a_command_that_runs_rules_says_whose(command: str) -> None:
    write(f"said_by_{command}.py", LEAVES_A_TRACE)
    configure(f"said_by_{command}")
    assert f'running plug-in "said_by_{command}", named in "ctxmap.toml"\n' in run(command).stderr
    assert Path("it-was-run").exists()


def test_no_plugin_is_run_where_the_environment_forbids_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CTXMAP_NO_PLUGINS", "1")
    write("forbidden_rule.py", LEAVES_A_TRACE)
    configure("forbidden_rule")
    result = run("check")
    assert (result.exit_code, Path("it-was-run").exists()) == (2, False)
    assert 'plug-in "forbidden_rule" is not run, since CTXMAP_NO_PLUGINS is set' in result.stderr


@pytest.mark.skipif(os.name == "nt", reason="there are no such owners")
@pytest.mark.parametrize(
    ("plugin", "changeable"),
    [
        ("writable_module", "writable_module.py"),
        ("writable_package", "writable_package"),
        ("writable_inside", "writable_inside/rule.py"),
        ("writable_folder", "."),
    ],
)
def test_code_that_others_can_change_is_not_run(plugin: str, changeable: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if plugin == "writable_module":
        write("writable_module.py", LEAVES_A_TRACE)
    else:
        write(f"{plugin}/__init__.py", "")
        write(f"{plugin}/rule.py", LEAVES_A_TRACE)
    configure(plugin)
    Path(changeable).chmod(0o777)
    result = run("check")
    assert (result.exit_code, Path("it-was-run").exists()) == (2, False)
    assert "other users can write to" in result.stderr
    monkeypatch.setenv("CTXMAP_SAFE_DIRECTORY", str(Path.cwd()))
    assert run("check").exit_code == 0


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give files away")
def test_code_and_configurations_of_another_user_are_not_heeded(folder: Path) -> None:
    write("strange_rule.py", LEAVES_A_TRACE)
    configure("strange_rule")
    os.chown("strange_rule.py", 65534, 65534)
    assert '"strange_rule.py" belongs to another user' in run("check").stderr.replace(f"{folder}/", "")
    write("project/shop.cml", MAP)
    os.chown("ctxmap.toml", 65534, 65534)
    assert run("check", "project/shop.cml").exit_code == 0
    assert not Path("it-was-run").exists()


def test_a_configuration_above_the_repository_is_not_heeded() -> None:
    write("project/maps/shop.cml", MAP)
    Path("ctxmap.toml").write_text('ignore = ["no-such-rule"]\n')
    assert run("check", "project/maps").exit_code == 2
    Path("project/.git").mkdir()
    assert run("check", "project/maps").exit_code == 0


def test_modules_of_the_current_folder_are_not_imported() -> None:
    for name in ("click", "msgspec", "ast", "json"):
        write(f"{name}.py", 'open("it-was-run", "w").close()\n')
    for command in ([sys.executable, "-m", "ctxmap"], [Path(sys.executable).with_name("ctxmap")]):
        subprocess.run([*command, "check", "shop.cml"], check=True, capture_output=True)
    assert not Path("it-was-run").exists()


def test_a_python_program_can_name_plugins_too() -> None:
    write("programmed.py", RULE)
    configuration = Configuration(plugins=("programmed",), rules={"programmed": RuleSettings("info")})
    diagnostics = compile_files(["shop.cml"], Unsaved({"shop.cml": MAP}, Disk()), configuration).diagnostics
    assert [str(each.severity) for each in diagnostics if each.rule == "programmed"] == ["info"]
