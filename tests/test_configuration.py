"""Configuration: what is wrong with a file and where, which file counts, what it does, and what is said of it."""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from conftest import CHECKOUT
from ctxmap import backends, compile_text
from ctxmap.cli import main
from ctxmap.compiler import compile_files
from ctxmap.configfile.places import places
from ctxmap.configfile.read import find_configuration, known_names, read_configuration
from ctxmap.configfile.schema import schema
from ctxmap.configfile.show import as_toml, entries
from ctxmap.configfile.toml import as_list, as_table
from ctxmap.configfile.versions import satisfies
from ctxmap.configuration import DEFAULT, Configuration, RuleSettings
from ctxmap.findings import rulebook
from ctxmap.rules import all_rules
from ctxmap.text.files import Disk, Unsaved
from ctxmap.text.globs import escaped, matches
from ctxmap.text.source import Source

MISTAKES = Path(__file__).parent / "configuration.toml"
"""Mistakes, each under a comment that names it; a line with `----` begins another file."""
MAP = """ContextMap Shop { contains Cart, Order, Bank  Bank [U] -> [D] Cart  Bank [U] -> [D] Order }
BoundedContext Cart
BoundedContext Order { Aggregate Order { Entity Order { aggregateRoot } Entity Order } }
BoundedContext Bank { type = EXTERNAL }
"""


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, arguments, input=stdin, prog_name="ctxmap")


def put(files: dict[str, str]) -> None:
    for name, text in files.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_bytes(text.encode())


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    put({"map.cml": MAP})
    return tmp_path


def read(text: str) -> Configuration:
    """What a text configures; there has to be nothing wrong with it."""
    file = read_configuration("ctxmap.toml", Unsaved({"ctxmap.toml": text}, Disk()))
    assert file.findings == ()
    return file.configuration


def found(configuration: Configuration, text: str = MAP, path: str = "map.cml") -> dict[str, str]:
    """Rule → severity."""
    compilation = compile_text(text, path, configuration)
    return {each.rule: str(each.severity) for each in compilation.diagnostics}


# ---- What is wrong with it -------------------------------------------------------------------------------------------


def test_everything_that_is_wrong_is_told_at_its_place(golden: Callable[[str, str], None]) -> None:
    reports: list[str] = []
    for text in re.split(r"^----.*\n", MISTAKES.read_text("utf-8"), flags=re.MULTILINE):
        put({"ctxmap.toml": text})
        result = run("check", "map.cml")
        assert (result.exit_code, result.stdout) == (2, "")
        reports.append(result.stderr)
    golden("configuration.txt", "\n----\n\n".join(reports))


@pytest.mark.parametrize("command", ["check", "build", "config"])
def test_with_a_mistake_nothing_is_done(command: str) -> None:
    put({"ctxmap.toml": 'fail-on = "nevr"\n[output]\nfolder = "out"\n'})
    result = run(command, "map.cml")
    assert result.exit_code == 2
    assert 'did you mean "never"?' in result.stderr
    assert result.stdout == ""
    assert not Path("out").exists()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (b"\xef\xbb\xbfmodles = 1\r\nfail-on = 'x'\r\n", ["1:1", "2:11"]),
        (b'[rules]\r\nsync-chain = {severity = "x", # no\r\n', ["2:31"]),
        ("sources = ['Größe', 1]".encode(), ["1:21"]),
        (b"sources = ['\xff']", ["1:13"]),
        ("models = 1".encode("utf-16"), ["1:10"]),
        (b"x", ["1:2"]),
        (b"=", ["1:1"]),
    ],
)
def test_bytes_of_all_kinds_are_text(text: bytes, place: list[str]) -> None:
    Path("ctxmap.toml").write_bytes(text)
    result = run("check", "map.cml")
    assert re.findall(r"^ctxmap\.toml:(\d+:\d+): error", result.stderr, re.MULTILINE) == place
    assert result.exit_code == 2


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[output]\nfolder = "a\\u0000"\n', '2:10: error: "folder" contains a NUL character'),
        ('baseline = "\\u0000"', '1:12: error: "baseline" contains a NUL character'),
        ('sources = ["\\u0000"]', '1:12: error: "sources" contains a NUL character'),
        ('extend = "\\u0000.toml"', '1:10: error: "extend" contains a NUL character'),
        ('plugins = ["\\u0000"]', '1:12: error: "plugins" contains a NUL character'),
        ('[diagrams]\ntheme = "\\u0000.toml"', '2:9: error: "theme" contains a NUL character'),
        (f'extend = "{"a" * 5000}.toml"', '1:10: error: "'),
        (f"rules = {{ sync-chain = {{ most = 0x{'f' * 5000} }} }}", '1:33: error: "most" is a number of more than 64'),
        (f"sources = 0x{'f' * 5000}", '1:11: error: "sources" is a number of more than 64 bits'),
        (f'required-version = ">={"1" * 5000}"', '1:20: error: "required-version" can\'t be'),
        ('plugins = ["antigravity"]', '1:12: error: plug-in "antigravity" '),
    ],
)
@pytest.mark.parametrize("command", ["check", "build", "config"])
def test_what_no_file_and_no_number_can_be_is_a_mistake(command: str, text: str, says: str) -> None:
    put({"ctxmap.toml": text})
    result = run(command, "map.cml")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"ctxmap.toml:{says}")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
@pytest.mark.parametrize("kind", ["pipe", "link to nothing", "circle", "device"])
def test_a_configuration_that_is_no_file_is_not_ignored(kind: str) -> None:
    file = Path("ctxmap.toml")
    if kind == "pipe":
        os.mkfifo(file)
    else:
        file.symlink_to({"link to nothing": "nothing.toml", "circle": "ctxmap.toml", "device": "/dev/zero"}[kind])
    for command in ("check", "config"):
        result = run(command, "map.cml")
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.startswith('Error: "ctxmap.toml" can\'t be read: it is ')


def test_a_configuration_of_another_user_is_ignored_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def is_not_that(file: str, _: object) -> bool:
        return "ctxmap.toml" not in file

    put({"ctxmap.toml": 'fail-on = "info"'})
    monkeypatch.setattr("ctxmap.configfile.find.may_be_heeded", is_not_that)
    result = run("check", "map.cml", "./map.cml", ".", "--fail-on", "never")
    assert result.exit_code == 0
    assert result.stderr == 'ignored "ctxmap.toml": it belongs to another user\n'


def test_sources_have_to_exist_where_they_are_read() -> None:
    put({"ctxmap.toml": 'sources = [\n  "map.cml",\n  "mapz",\n]\n'})
    assert run("check", "map.cml").exit_code == 1
    result = run("check")
    assert result.stderr.startswith('ctxmap.toml:3:3: error: "mapz" doesn\'t exist\n')
    assert result.exit_code == 2


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=5)
VALUES = st.recursive(
    TEXT | st.integers(-(2**63), 2**63 - 1) | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(TEXT, VALUES, max_size=4))
def test_every_key_and_value_has_its_place(document: dict[str, Any]) -> None:
    """What stands at the place of a key or value is the key, or the value."""
    text = "".join(f"{quoted(key)} . x = {toml(value)} # {{[\n" for key, value in document.items())
    found = places(Source("x.toml", text))
    for key, value in document.items():
        at = found.values[key, "x"]
        assert tomllib.loads(f"x = {text[at.start : at.end]}") == {"x": value}
        at = found.keys[key,]
        assert text[at.start : at.end] == quoted(key)
        if isinstance(value, list):
            assert all((key, "x", number) in found.values for number in range(len(value)))  # pyright: ignore


def quoted(text: str) -> str:
    """A text as TOML has it; what is no letter or digit is escaped."""
    return '"' + "".join(c if c.isalnum() else f"\\U{ord(c):08X}" for c in text) + '"'


def toml(value: object) -> str:
    items, table = as_list(value), as_table(value)
    if items is not None:
        return f"[\n{','.join(map(toml, items))}]"
    if table is not None:
        return f"{{ {', '.join(f'{quoted(key)} = {toml(each)}' for key, each in table.items())} }}"
    return quoted(value) if isinstance(value, str) else str(value).lower()


# ---- Files that extend others ----------------------------------------------------------------------------------------


def test_a_file_changes_parts_of_the_one_that_it_extends() -> None:
    put(
        {
            "../base/pyproject.toml": "[tool.ctxmap]\n"
            'fail-on = "info"\nignore = ["shared-database"]\nbaseline = "known.json"\n'
            "rules.sync-chain = { severity = 'error', most = 5 }\nrules.isolated-context = 'off'\n"
            '[[tool.ctxmap.forbid]]\nfrom = "tag:x"\nto = "tag:y"\n'
            "[[tool.ctxmap.paths]]\nfiles = ['old/**']\n[tool.ctxmap.output]\nfolder = 'out'\nformats = ['svg']\n",
            "middle.toml": 'extend = "../base/pyproject.toml"\nrules.sync-chain.most = 2\n',
            "deep/ctxmap.toml": 'extend = "../middle.toml"\nignore = []\nrules.isolated-context = "error"\n'
            "output.formats = ['json']\n[[forbid]]\nfrom = 'tag:v'\nto = 'tag:w'\n[[paths]]\nfiles = ['new/**']\n",
        }
    )
    held = read_configuration("deep/ctxmap.toml", Disk()).configuration
    assert (held.fail_on, held.ignore, held.baseline) == ("info", (), "../base/known.json")
    limits = held.rules["sync-chain"].limits
    assert (held.rules["sync-chain"].severity, msgspec.to_builtins(limits)) == ("error", {"most": 2})
    assert held.rules["isolated-context"].severity == "error"
    assert [entry.from_ for entry in held.forbid] == [("tag:x",), ("tag:v",)]
    assert [entry.files for entry in held.paths] == [("../base/old/**",), ("deep/new/**",)]
    assert (held.output.folder, held.output.formats) == ("../base/out", ("json",))
    told = run("config", "deep").stdout
    origins = dict(re.findall(r"^(\S+) = .*# (\S+)$", told, re.MULTILINE))
    assert origins["fail-on"] == "../base/pyproject.toml:2"
    assert origins["rules.sync-chain.severity"] == "../base/pyproject.toml:5"
    assert origins["rules.sync-chain.most"] == "middle.toml:2"
    assert origins["rules.isolated-context.severity"] == "deep/ctxmap.toml:3"
    put({"saved.toml": told})
    saved = read_configuration("saved.toml", Disk()).configuration
    assert (saved.forbid, saved.paths, saved.output, saved.ignore) == (
        held.forbid,
        held.paths,
        held.output,
        held.ignore,
    )


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"ctxmap.toml": 'extend = "ctxmap.toml"'}, 'ctxmap.toml:1:10: error: files extend each other: "ctxmap.toml"'),
        ({"ctxmap.toml": 'extend = "b.toml"', "b.toml": '\nextend = "./ctxmap.toml"'}, "b.toml:2:10: error: files ext"),
        ({"ctxmap.toml": 'extend = "none.toml"'}, 'ctxmap.toml:1:10: error: "none.toml" doesn\'t exist'),
        ({"ctxmap.toml": 'extend = ".."'}, 'ctxmap.toml:1:10: error: ".." is a folder'),
        ({"ctxmap.toml": 'extend = "key"', "key": "a"}, 'ctxmap.toml:1:10: error: "key" does not end in .toml'),
        (
            {"ctxmap.toml": "\nlevel = " + "9" * 4301},
            "ctxmap.toml:2:9: error: not valid TOML: a number has too many digits",
        ),
        (
            {"ctxmap.toml": "\nlevel = 1_" + "9_9" * 2200},
            "ctxmap.toml:2:9: error: not valid TOML: a number has too many",
        ),
        ({"ctxmap.toml": "extend = 1"}, 'ctxmap.toml:1:10: error: "extend" must be text'),
        ({"ctxmap.toml": 'extend = "b.toml"', "b.toml": "modles = 1"}, 'b.toml:1:1: error: no key is named "modles"'),
        ({"ctxmap.toml": 'required-version = ">=99"\nnew-key = 1'}, "ctxmap.toml:1:20: error: this is ctxmap"),
        ({"ctxmap.toml": 'required-version = "new"'}, 'ctxmap.toml:1:20: error: "required-version" can\'t be "new"'),
    ],
)
def test_mistakes_of_files_that_extend_others_have_their_places(files: dict[str, str], told: str) -> None:
    put(files)
    result = run("check", "map.cml")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(told), result.stderr
    assert "1 mistake in the configuration file" in result.stderr


@pytest.mark.parametrize(
    ("required", "is_right"),
    [
        ("0.4", True),
        ("==0.4.0", True),
        (">=0.4,<0.5", True),
        (">0.4", False),
        ("!=0.4", False),
        ("<0.10", True),
        ("~=0.3", True),
        ("~=0.3.9", False),
        ("<= 0.4.0", True),
        (">=1", False),
    ],
)
def test_versions_are_compared_by_their_numbers(required: str, is_right: bool) -> None:
    assert satisfies("0.4.0", required) is is_right


# ---- Several projects ------------------------------------------------------------------------------------------------


@pytest.fixture
def forty(folder: Path) -> list[str]:
    """Forty projects with a shared configuration, each with a severity, a baseline or a threshold of its own."""
    put({"../ctxmap.toml": 'fail-on = "warning"\nrules.context-without-purpose = "warning"\n'})
    apps = [f"../apps/{number:02}" for number in range(40)]
    for number, app in enumerate(apps):
        level = ("error", "warning", "info", "off")[number % 4]
        put(
            {
                f"{app}/ctxmap.toml": f'extend = "../../ctxmap.toml"\nrules.context-without-purpose = "{level}"\n',
                f"{app}/maps/shop.cml": f'import "../../../lib.cml"\nBoundedContext A{number}\n',
            }
        )
    put({"../lib.cml": 'BoundedContext Lib { domainVisionStatement = "l" }\n'})
    return apps


def test_the_verdict_of_a_map_depends_on_nothing_but_its_configuration(
    forty: list[str], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def verdicts(*paths: str) -> set[tuple[str, str]]:
        found = json.loads(run("check", *paths, "--format", "json").stdout)["diagnostics"]
        return {(Path(each["file"]).resolve().relative_to(folder).as_posix(), each["severity"]) for each in found}

    alone = {verdict for app in forty for verdict in verdicts(app)}
    assert len(alone) == 30
    assert verdicts(*forty) == verdicts(*reversed(forty)) == verdicts("../apps") == alone
    codes = [run("check", app).exit_code for app in forty]
    assert codes == [1, 1, 0, 0] * 10
    assert run("check", forty[2], forty[3]).exit_code == 0
    assert run("check", forty[3], forty[1]).exit_code == 1
    monkeypatch.chdir(folder / "apps" / "07")
    assert verdicts("../../apps") == alone
    monkeypatch.chdir(folder / "apps" / "08" / "maps")
    assert verdicts("shop.cml") == {("apps/08/maps/shop.cml", "error")}


def test_each_project_has_its_own_baseline_and_outputs(forty: list[str]) -> None:
    one, other = forty[:2]
    for app in (one, other):
        with Path(app, "ctxmap.toml").open("a") as file:
            file.write('baseline = "known.json"\noutput = { folder = "out", formats = ["json"] }\n')
    assert run("check", other, one, "--write-baseline").exit_code == 0
    assert "A0" in Path(one, "known.json").read_text()
    assert "A1" in Path(other, "known.json").read_text()
    assert run("check", one, other).exit_code == 0
    assert run("build", one, other).exit_code == 0
    assert run("build", other, one, "--check").exit_code == 0
    assert Path(one, "out", "model.json").is_file()
    assert Path(other, "out", "model.json").is_file()
    assert "different configurations" in run("config", one, other).stderr


def test_plugins_of_one_name_are_those_beside_their_files() -> None:
    for app in ("one", "two"):
        put(
            {
                f"{app}/acme_same.py": '"""Says so."""\nfrom ctxmap.findings.finding import Severity\n'
                "from ctxmap.rules import finding, rule\n@rule(Severity.WARNING)\ndef check(model):\n"
                f'    for context in model.contexts:\n        yield finding(context, "of {app}")\n',
                f"{app}/ctxmap.toml": 'plugins = ["acme_same"]\n',
                f"{app}/deep/ctxmap.toml": 'extend = "../ctxmap.toml"\nselect = ["acme-same"]\n',
                f"{app}/deep/map.cml": f"BoundedContext {app}\n",
            }
        )
    result = run("check", "one/deep", "two/deep")
    assert re.findall(r"warning: (.*) \[acme-same\]", result.stdout) == ["of one", "of two"]
    assert 'running plug-in "acme_same", named in "two/ctxmap.toml"' in result.stderr


def test_standard_input_can_be_a_file_with_a_name() -> None:
    put({"maps/ctxmap.toml": 'fail-on = "info"\n', "maps/b.cml": "BoundedContext B\n", "maps/a.cml": "saved {"})
    text = 'import "b.cml"\nBoundedContext A\n'
    result = run("check", "--stdin-filename", "maps/a.cml", "-", stdin=text)
    assert re.findall(r"^(\S+): info", result.stdout, re.MULTILINE) == ["maps/a.cml:2:16", "maps/b.cml:1:16"]
    assert result.exit_code == 1
    assert run("check", "--stdin-filename", "maps/new.cml", "-", stdin=text).exit_code == 1
    assert run("check", "--stdin-filename", "maps/a.cml", "map.cml").exit_code == 2
    fixed = run("check", "--fix", "--stdin-filename", "maps/a.cml", "-", stdin=f"{text}BoundedContext C {{ ; }}")
    assert fixed.stdout.startswith(text)
    assert Path("maps/a.cml").read_text() == "saved {"


# ---- Which file counts -----------------------------------------------------------------------------------------------


def test_the_nearest_file_counts() -> None:
    """Upwards from the first path; a `pyproject.toml` that says nothing to us is passed over, and so is a folder."""
    files = {
        "../ctxmap.toml": 'fail-on = "info"',
        "maps/pyproject.toml": '[tool.ctxmap]\nfail-on = "warning"',
        "maps/deep/pyproject.toml": '[project]\nname = "ctxmap"\n[tool.other]\nctxmap = 1',
        "maps/both/ctxmap.toml": 'fail-on = "never"',
        "maps/both/pyproject.toml": '[tool.ctxmap]\nfail-on = "nonsense"',
        "maps/deep/folder/ctxmap.toml/x.cml": MAP,
    }
    put(files)

    def counts(path: str) -> str | None:
        file = find_configuration(path, Disk())
        return file and f"{file.source.path} {file.configuration.fail_on}"

    assert counts("map.cml") == counts("-") == counts("") == "../ctxmap.toml info"
    assert counts("maps") == counts("maps/deep/map.cml") == "maps/pyproject.toml warning"
    assert counts("maps/deep/folder") == counts("maps/deep/folder/ctxmap.toml/x.cml") == "maps/pyproject.toml warning"
    assert counts("maps/both/map.cml") == "maps/both/ctxmap.toml never"


@pytest.mark.parametrize(
    "text",
    [
        "[tool.ctxmap]\nmodels = 1",
        "[ tool . 'ctxmap' ]\nmodels = 1",
        "[tool]\nctxmap.models = 1",
        "tool.ctxmap.models=1",
        "tool = {ctxmap = {models = 1}}",
        '["tool"]\nctxmap = {models = 1}',
        "[tool.ctxmap.rules]\nx = 1",
    ],
)
def test_our_table_is_found_however_it_is_written(text: str) -> None:
    put({"pyproject.toml": text})
    assert find_configuration("", Disk()) is not None
    assert run("check", "map.cml").stderr.startswith("pyproject.toml:")


def test_a_file_can_be_named_or_none() -> None:
    put({"ctxmap.toml": 'fail-on = "never"', "other.toml": 'fail-on = "info"', "pyproject.toml": "[tool.x]"})
    assert run("check", "map.cml").exit_code == 0
    assert run("check", "map.cml", "--isolated").exit_code == 1
    assert run("check", "map.cml", "--config", "other.toml", "--ignore", "duplicate-name").exit_code == 1
    assert "no [tool.ctxmap]" in run("check", "map.cml", "--config", "pyproject.toml").stderr
    assert run("check", "map.cml", "--config", "other.toml", "--isolated").exit_code == 2
    assert run("check", "map.cml", "--config", "nowhere.toml").exit_code == 2


def test_an_empty_file_is_one() -> None:
    put({"ctxmap.toml": "", "../ctxmap.toml": 'fail-on = "never"'})
    assert run("check", "map.cml").exit_code == 1


def test_a_file_needn_t_be_on_the_disk() -> None:
    """As an editor has it: configuration and map are unsaved."""
    files = Unsaved({"ctxmap.toml": 'ignore = ["isolated-context"]', "maps/a.cml": "ContextMap {}"}, Disk())
    file = find_configuration("maps/a.cml", files)
    assert file
    assert file.configuration.ignore == ("isolated-context",)
    assert compile_files(["maps/a.cml"], files, file.configuration).diagnostics == ()


def test_paths_are_relative_to_the_file() -> None:
    put({"../ctxmap.toml": 'sources = ["here"]\n[output]\nfolder = "out"\nformats = ["json"]'})
    assert run("check", "--ignore", "duplicate-name").stdout.startswith("map.cml:")
    assert run("build", "--fail-on", "never").exit_code == 0
    assert Path("../out/model.json").is_file()
    assert run("build", "--fail-on", "never", "-o", "mine").exit_code == 0
    assert Path("mine/model.json").is_file()


def test_without_paths_and_sources_it_is_said_what_to_do() -> None:
    assert 'add sources = ["maps"] to ctxmap.toml' in run("check").stderr
    put({"ctxmap.toml": ""})
    result = run("check")
    assert 'add sources = ["maps"] to "ctxmap.toml"' in result.stderr
    assert result.exit_code == 2


# ---- What it does ----------------------------------------------------------------------------------------------------

PLAIN = {
    "external-without-acl": "warning",
    "external-fan-in": "warning",
    "context-without-purpose": "info",
    "duplicate-name": "error",
}


def test_severities_of_all_stages_can_be_set() -> None:
    assert found(DEFAULT) == PLAIN
    changed = read("[rules]\nduplicate-name = 'info'\nexternal-fan-in = 'error'\ncontext-without-purpose = 'off'")
    assert found(changed) == {
        "external-without-acl": "warning",
        "external-fan-in": "error",
        "duplicate-name": "info",
    }
    assert found(read("rules.syntax = 'info'"), "BoundedContext {") == {"syntax": "info"}


def test_a_rule_that_is_off_is_not_run(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError("it is off")

    rule = msgspec.structs.replace(all_rules()["external-fan-in"], check=never)
    monkeypatch.setattr("ctxmap.rules.all_rules", lambda: {rule.name: rule})
    for text in ["ignore = ['external-fan-in']", "rules.external-fan-in = 'off'", "select = ['shared-aggregate']"]:
        assert "external-fan-in" not in found(read(text))
    with pytest.raises(AssertionError, match="it is off"):
        found(read("rules.external-fan-in = 'off'\npaths = [{files = ['x'], rules = {external-fan-in = 'info'}}]"))


TWICE = """
[[paths]]
files = ['legacy']
rules = { duplicate-name = 'off' }
[[paths]]
files = ['**']
rules = { duplicate-name = 'info' }
"""


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("rules.duplicate-name = 'warning'", "warning"),
        ("rules.duplicate-name = 'off'\npaths = [{files = ['legacy/**'], rules = {duplicate-name = 'info'}}]", "info"),
        ("paths = [{files = ['legacy'], rules = {duplicate-name = 'off'}}]", None),
        ("paths = [{files = ['other', 'legacy/*.cml'], rules = {duplicate-name = 'off'}}]", None),
        ("paths = [{files = ['**/map.cml'], rules = {duplicate-name = 'off'}}]", None),
        ("paths = [{files = ['*.cml'], rules = {duplicate-name = 'off'}}]", "error"),
        (TWICE, "info"),
        ("ignore = ['duplicate-name']\npaths = [{files = ['**'], rules = {duplicate-name = 'info'}}]", None),
        ("select = ['external-fan-in']\nrules.duplicate-name = 'error'", None),
    ],
)
def test_the_last_that_says_something_counts(text: str, severity: str | None) -> None:
    assert found(read(text), path="legacy/map.cml").get("duplicate-name") == severity


@pytest.mark.parametrize(
    ("pattern", "path", "is_meant"),
    [
        ("a", "a", True),
        ("a", "a/b/c.cml", True),
        ("a/", "a/b.cml", True),
        ("a", "ab", False),
        ("a/*", "a/b/c.cml", True),
        ("a/*.cml", "a/b/c.cml", False),
        ("a/**/*.cml", "a/b/c.cml", True),
        ("a/**/*.cml", "a/c.cml", True),
        ("**/c.cml", "c.cml", True),
        ("a/?.cml", "a/ö.cml", True),
        ("[ab]/[!c].cml", "b/d.cml", True),
        ("[ab]/[!c].cml", "b/c.cml", False),
        ("../x/**", "../x/y", True),
        ("a.cml", "axcml", False),
        ("[", "[", True),
    ],
)
def test_patterns_of_paths(pattern: str, path: str, is_meant: bool) -> None:
    assert matches(pattern, path) is is_meant


@given(st.text("ab*?[]!-^\\/.&|~", max_size=8), st.text("ab*?[]!-^\\/.&|~", max_size=8))
def test_an_escaped_path_is_itself_only(path: str, other: str) -> None:
    assert matches(escaped(path), path)
    matches(other, path)  # never fails


def test_a_pattern_means_a_file_whatever_way_leads_to_it() -> None:
    put({"ctxmap.toml": "[[paths]]\nfiles = ['legacy/**']\nrules = { duplicate-name = 'off' }", "legacy/map.cml": MAP})
    Path("link").symlink_to("legacy")
    Path("linked.cml").symlink_to("legacy/map.cml")
    for path in ("legacy", "link", "linked.cml", "link/../legacy/map.cml", str(Path("link/map.cml").absolute())):
        assert "duplicate-name" not in run("check", path).stdout


def test_thresholds_are_the_rules_own() -> None:
    assert "external-fan-in" in found(read("rules.external-fan-in = { most = 1 }"))
    assert "external-fan-in" not in found(read("rules.external-fan-in = { most = 2 }"))
    both = read("[rules.external-fan-in]\nmost = 1\nseverity = 'info'")
    assert found(both)["external-fan-in"] == "info"


@pytest.mark.parametrize("rule", [rule for rule in all_rules().values() if rule.thresholds], ids=lambda rule: rule.name)
def test_every_threshold_can_be_set(rule: Any) -> None:
    fields = msgspec.structs.fields(rule.thresholds)
    held = ", ".join(f"{field.encode_name} = {toml(getattr(rule.thresholds, field.name))}" for field in fields)
    assert read(f"rules.{rule.name} = {{ {held} }}").rules[rule.name].limits == rule.thresholds


SUPPRESSED = MAP + "// ctxmap: ignore[context-without-purpose, external-fan-in] old\nBoundedContext Other {}\n"


@pytest.mark.parametrize(
    ("text", "unused"),
    [
        ("", 1),
        ("ignore = ['external-fan-in']", 0),
        ("paths = [{files = ['map.cml'], rules = {external-fan-in = 'off'}}]", 0),
        ("select = ['unused-suppression', 'context-without-purpose']", 0),
        ("select = ['unused-suppression', 'external-fan-in']", 1),
        ("rules.unused-suppression = 'off'", 0),
    ],
)
def test_nobody_is_told_to_remove_a_suppression_of_a_rule_that_is_off(text: str, unused: int) -> None:
    compilation = compile_text(SUPPRESSED, "map.cml", read(text))
    assert [each.rule for each in compilation.diagnostics].count("unused-suppression") == unused


def test_a_folder_can_be_one_model() -> None:
    put(
        {
            "maps/map.cml": "ContextMap M { contains A, B  A -> B }",
            "maps/contexts/a.cml": "BoundedContext A",
            "maps/contexts/b.cml": "BoundedContext B",
            "more/c.cml": "BoundedContext C",
        }
    )
    several = compile_files(["maps", "more"], Disk(), Configuration(models="folder"))
    assert [model.name for model in several.models] == ["maps", "more"]
    assert several.model.sources == ("map.cml", "contexts/a.cml", "contexts/b.cml")
    assert {each.rule for each in several.diagnostics} == {"context-without-purpose", "forgotten-context"}
    alone = compile_files(["maps/map.cml"], Disk(), Configuration(models="folder"))
    assert {each.rule for each in alone.diagnostics} == {"unknown-reference"}
    part = compile_files(
        ["maps/map.cml", "maps/contexts/a.cml"], Disk(), Configuration(models="folder", sources=("maps",))
    )
    assert [model.name for model in part.models] == ["maps"]
    assert part.diagnostics == tuple(each for each in several.diagnostics if each.path.startswith("maps/"))


def test_contracts_have_their_values() -> None:
    put({"ctxmap.toml": "[contracts]\nversion = '4.2'\nbase-path = '/v4/{context}'", "api.cml": API})
    assert run("build", "api.cml", "--only", "openapi,asyncapi").exit_code == 0
    for file, words in {"openapi": ["4.2", "/v4/bank"], "asyncapi": ["4.2"]}.items():
        text = Path(f"build/{file}/bank.yaml").read_text("utf-8")
        assert all(each in text for each in words)


API = """ContextMap { contains Cart, Bank
  Bank [U,OHS] -> [D,ACL] Cart { sync { operations = pay fallback = FAIL_FAST } async { events = Paid } } }
BoundedContext Cart
BoundedContext Bank { Aggregate Payment { DomainEvent Paid  Service Payments { void pay(); } } }
"""

# ---- The command line ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "rules"),
    [
        ("--select external-fan-in", {"external-fan-in"}),
        ("--select context-without-purpose,duplicate-name", {"context-without-purpose", "duplicate-name"}),
        ("--ignore duplicate-name", {"external-without-acl"}),
        ("--select duplicate-name,external-fan-in --ignore external-fan-in", {"duplicate-name"}),
        ("", {"external-without-acl", "duplicate-name"}),
        ("--isolated", set(PLAIN)),
    ],
)
def test_the_command_line_wins(options: str, rules: set[str]) -> None:
    put({"ctxmap.toml": "ignore = ['context-without-purpose']\nrules.external-fan-in = 'off'"})
    result = run("check", "map.cml", "--format", "json", *options.split())
    assert {each["rule"] for each in json.loads(result.stdout)["diagnostics"]} == rules


def test_fail_on_is_the_command_line_s() -> None:
    put({"ctxmap.toml": "fail-on = 'info'\nselect = ['context-without-purpose']"})
    assert run("check", "map.cml").exit_code == 1
    assert run("check", "map.cml", "--fail-on", "warning").exit_code == 0


def test_what_can_t_be_read_is_told_whatever_is_selected() -> None:
    assert run("check", "-", "--select", "sync-chain", stdin="BoundedContext {").exit_code == 1
    assert "can't be turned off" in run("check", "map.cml", "--ignore", "syntax").stderr
    assert 'did you mean "sync-chain"?' in run("check", "map.cml", "--select", "sync-chian").stderr


def test_quiet_prints_findings_only() -> None:
    assert run("check", "map.cml", "-q", "--select", "sync-chain").stdout == ""
    quiet, usual = (run("check", "map.cml", *option, "--select", "duplicate-name").stdout for option in (["-q"], []))
    assert usual.startswith(quiet)
    assert re.fullmatch(r"\n1 error in 1 file.*\n", usual.removeprefix(quiet))


def test_build_can_compare_instead_of_writing() -> None:
    build = ["build", "api.cml", "--only", "json,markdown"]
    put({"api.cml": API})
    result = run(*build, "--check")
    assert result.exit_code == 1
    assert "missing: build/model.json\n" in result.stdout
    assert not Path("build").exists()

    assert run(*build).exit_code == 0
    assert run(*build, "--check").exit_code == 0
    assert run(*build, "--check").stdout == '"build" is up to date\n'

    put({"api.cml": API.replace("Bank", "Till")})
    Path("build/contexts/cart.md").unlink()
    before = {file: file.read_bytes() for file in Path("build").rglob("*") if file.is_file()}
    result = run(*build, "--check")
    assert result.exit_code == 1
    assert "--- build/model.json\n+++ build/model.json (built)\n" in result.stdout
    assert '-      "name": "Bank",\n' in result.stdout
    assert '+      "name": "Till",\n' in result.stdout
    assert "missing: build/contexts/cart.md\nmissing: build/contexts/till.md\n" in result.stdout
    assert "no longer built: build/contexts/bank.md\n" in result.stdout
    assert "\n2 out of date, 2 missing, 1 no longer built of 4 files" in result.stdout
    assert {file: file.read_bytes() for file in Path("build").rglob("*") if file.is_file()} == before


# ---- What is said of it ----------------------------------------------------------------------------------------------

EVERYTHING = """
sources = ["map.cml", "a\\"b"]
models = "folder"
baseline = "b.json"
fail-on = "never"
select = ["sync-chain", "syntax"]
ignore = ["isolated-context"]
[rules]
sync-chain = { severity = "error", most = 4 }
open-hotspot = "off"
[[paths]]
files = ["legacy/**", "x/[ab]*.cml"]
rules = { isolated-context = "off" }
[[paths]]
files = ["y"]
[output]
folder = "out"
formats = ["svg"]
[contracts]
version = "1.2.3"
[[forbid]]
from = "tag:pci"
to = ["type:EXTERNAL"]
unless = "role:ACL"
message = "Größe \\u007f"
"""


def test_config_says_where_values_come_from(golden: Callable[[str, str], None]) -> None:
    put({"../ctxmap.toml": EVERYTHING})
    golden("configuration-in-force.toml", run("config", "--fail-on", "info").stdout)
    told = json.loads(run("config", "--fail-on", "info", "--format", "json").stdout)
    origins = {each["key"]: each["origin"] for each in told["values"]}
    assert told["file"] == "../ctxmap.toml"
    assert origins["fail-on"] == "command line"
    assert origins["rules.sync-chain.most"] == "../ctxmap.toml:9"
    assert origins["contracts.base-path"] == "default"


@pytest.mark.parametrize("text", ["", EVERYTHING])
def test_what_config_prints_means_the_same(text: str) -> None:
    configuration = read(text)
    again = read(as_toml(entries(configuration, known_names()), lambda _: "somewhere"))
    limits = {rule.name: RuleSettings(None, rule.thresholds) for rule in all_rules().values() if rule.thresholds}
    assert msgspec.structs.replace(again, rules={}) == msgspec.structs.replace(configuration, rules={})
    assert again.rules == {**limits, **configuration.rules}


def test_the_schema_agrees_with_the_reader() -> None:
    """What the reader takes is valid, and what it doesn't isn't, but for texts that aren't names."""
    validator: Any = Draft7Validator(schema(known_names()))
    validator.check_schema(schema(known_names()))
    validator.validate(tomllib.loads(EVERYTHING))
    for text in re.split(r"^(?:----|# ).*\n", MISTAKES.read_text("utf-8"), flags=re.MULTILINE):
        try:
            document = tomllib.loads(text)
        except tomllib.TOMLDecodeError:
            continue
        file = read_configuration("ctxmap.toml", Unsaved({"ctxmap.toml": text}, Disk()))
        if not any(key in document for key in ("plugins", "forbid")):
            assert validator.is_valid(document) is not bool(file.findings), text


def test_the_schema_knows_all_names() -> None:
    keys = schema(known_names())["properties"]
    assert list(keys["rules"]["properties"]) == sorted(rulebook.names())
    assert keys["output"]["properties"]["formats"]["items"]["enum"] == list(backends.names())
    assert keys["rules"]["properties"]["sync-chain"]["anyOf"][1]["properties"]["most"] == {
        "description": "This many synchronous calls in a chain are fine.",
        "type": "integer",
        "minimum": 1,
        "default": 3,
    }
    assert all("description" in each for each in keys.values())


def test_the_published_schema_is_fresh(same: Callable[[Path, str], None]) -> None:
    printed = run("schema", "configuration").stdout
    same(CHECKOUT / "docs" / "configuration.schema.json", printed)


def test_the_examples_of_the_page_are_right() -> None:
    """Every `toml` block of the page can be read, and together they show every key."""
    page = (CHECKOUT / "docs" / "configuration.md").read_text("utf-8")
    blocks = re.findall(r"^```toml(?: \S+)?\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    shown: set[str] = set()
    for block in blocks:
        document = tomllib.loads(block)
        table = document.get("tool", {}).get("ctxmap", document)
        shown |= table.keys()
        text = block if table is document else block.replace("tool.ctxmap.", "").replace("[tool.ctxmap]", "")
        if table.keys().isdisjoint(("plugins", "extend")):
            read(text)
    assert shown == {field.encode_name for field in msgspec.structs.fields(Configuration)}
