"""A team with an old map starts green, and sees only what is new: the baseline, and statistics, on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ctxmap.cli import main

SHOP = """ContextMap Shop { contains Cart, Order, Gateway
    Gateway [U] -> [D] Cart
    Gateway [U] -> [D] Order
}
BoundedContext Cart { domainVisionStatement = "What a customer is about to buy"  database = "db" }
BoundedContext Order { database = "db" }
BoundedContext Gateway { type = EXTERNAL }
"""
BASELINE = "ctxmap-baseline.json"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A current folder with an old map and a file of it that is left alone."""
    monkeypatch.chdir(tmp_path)
    write("maps/shop.cml", SHOP)
    write("maps/other.cml", story("Pay"))
    return tmp_path


def story(name: str) -> str:
    """A text with one finding, whatever stands in other files."""
    return f'UserStory {name} {{ As a "Customer" I want to "find" an "Order" so that "it is found" }}\n'


def write(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, "utf-8")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, prog_name="ctxmap")


def check(*arguments: str) -> Result:
    return run("check", "maps", "--baseline", BASELINE, "--fail-on", "info", *arguments)


def record() -> None:
    assert run("check", "maps", "--write-baseline").exit_code == 0


def test_a_team_starts_green():
    assert run("check", "maps").exit_code == 1
    assert run("check", "maps", "--write-baseline").output == (
        'wrote 6 findings to "ctxmap-baseline.json"; add it to the configuration: baseline = "ctxmap-baseline.json"\n'
    )
    assert check().output == "no new findings in 2 files; 6 more in the baseline\n"
    assert check().exit_code == 0
    assert run("check", "maps").exit_code == 1


def test_what_moves_stays_known_and_what_is_new_is_shown_alone():
    record()
    head, contexts = SHOP.split("}\n", 1)
    moved = "// an old map\n" * 10 + "".join(sorted(contexts.splitlines(keepends=True))) + head + "}\n"
    Path("maps/shop.cml").unlink()
    write("maps/webshop.cml", moved)
    assert check().output == "no new findings in 2 files; 6 more in the baseline\n"
    write("maps/webshop.cml", moved + story("Search"))
    result = check()
    assert result.exit_code == 1
    assert result.output.count("[") == result.output.count("[story-could-be-split]") == 1
    assert result.output.endswith("\n\n1 info in 2 files; 6 more in the baseline\n")


@pytest.mark.parametrize("report", ["json", "sarif", "gitlab", "junit", "github"])
def test_other_formats_hold_what_is_new_and_nothing_else(report: str):
    record()
    write("maps/new.cml", story("Search"))
    write("new/new.cml", story("Search"))
    write("new/other.cml", "")
    write("new/shop.cml", "")
    alone = run("check", "new", "--format", report).stdout
    assert check("--format", report).stdout == alone.replace("new/", "maps/")


def test_the_configuration_names_it():
    write("ctxmap.toml", f'sources = ["maps"]\nbaseline = "{BASELINE}"\n')
    assert run("check", "--write-baseline").output == f'wrote 6 findings to "{BASELINE}"\n'
    assert run("check").output == "no new findings in 2 files; 6 more in the baseline\n"


def test_it_stands_beside_the_configuration_and_knows_files_from_wherever(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    write("ctxmap.toml", 'sources = ["maps"]\n')
    monkeypatch.chdir(folder / "maps")
    assert run("check", ".", "--write-baseline").exit_code == 0
    recorded = (folder / BASELINE).read_text("utf-8")
    assert '"file": "maps/shop.cml"' in recorded
    monkeypatch.chdir(folder)
    record()
    assert (folder / BASELINE).read_text("utf-8") == recorded


def test_what_is_fixed_is_told_in_a_line_and_is_no_error():
    record()
    write("maps/shop.cml", SHOP.replace("-> [D] Order", "-> [D,ACL] Order"))
    result = check()
    assert result.output == (
        "no new findings in 2 files; 5 more in the baseline\n"
        "1 finding in the baseline no longer found; run `ctxmap check --write-baseline` to remove them\n"
    )
    assert result.exit_code == 0
    record()
    assert check().output == "no new findings in 2 files; 5 more in the baseline\n"


def test_what_is_not_looked_at_is_not_said_to_be_gone():
    record()
    assert run("check", "maps/other.cml", "--baseline", BASELINE).output == (
        "no new findings in 1 file; 1 more in the baseline\n"
    )
    assert "no longer" not in check("--ignore", "shared-database").output
    Path("maps/other.cml").unlink()
    assert "1 finding in the baseline no longer found" in check().output


def test_what_is_not_looked_at_stays_recorded():
    record()
    before = Path(BASELINE).read_bytes()
    assert run("check", "maps/other.cml", "--write-baseline").output.startswith("wrote 6 findings")
    assert run("check", "maps", "--select", "shared-database", "--write-baseline").output.startswith("wrote 6 findings")
    assert Path(BASELINE).read_bytes() == before
    write(BASELINE, "<<<<<<< HEAD\n")
    record()
    assert Path(BASELINE).read_bytes() == before


def test_build_goes_by_it_too():
    assert run("build", "maps", "--only", "json").exit_code == 1
    record()
    result = run("build", "maps", "--only", "json", "--baseline", BASELINE)
    assert result.exit_code == 0
    assert result.stderr == "no new findings in 2 files; 6 more in the baseline\n"
    write("maps/new.cml", "BoundedContext Search { database = 1 2 }\n")
    result = run("build", "maps", "--only", "json", "--baseline", BASELINE)
    assert result.exit_code == 1
    assert "6 more in the baseline; no files written" in result.stderr


def test_syntax_errors_cannot_be_recorded():
    record()
    before = Path(BASELINE).read_bytes()
    write("maps/broken.cml", "BoundedContext Search { x }\n")
    result = run("check", "maps", "--write-baseline")
    assert result.exit_code == 1
    assert result.output.endswith("\nno baseline written: fix syntax errors first, since they hide other findings\n")
    assert "context-without-purpose" not in result.output
    assert Path(BASELINE).read_bytes() == before
    assert check().exit_code == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, 'the baseline "ctxmap-baseline.json" does not exist; run `ctxmap check --write-baseline` to write it'),
        ("", "ctxmap-baseline.json:1: "),
        ('{\n  "version": 1,\n  "findings": [\n<<<<<<< HEAD\n', "ctxmap-baseline.json:4: JSON is malformed"),
        ('{\n  "version": 1,\n  "findings": [\n    {"rule": 1}\n  ]\n}\n', "ctxmap-baseline.json:4: Expected `str`"),
    ],
    ids=["missing", "empty", "conflict", "wrong"],
)
def test_a_broken_baseline_is_told_with_its_place(text: str | None, said: str):
    if text is not None:
        write(BASELINE, text)
    result = check()
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


@pytest.mark.parametrize("file", ["a" * 5000, "a\\u0000", "../" * 2000])
def test_what_no_file_can_be_is_gone(file: str):
    entry = f'{{"file": "{file}", "rule": "outsider", "subject": "A", "words": "A"}}'
    write(BASELINE, f'{{"version": 1, "findings": [{entry}]}}')
    result = check()
    assert (result.exit_code, result.stderr) == (1, "")
    assert "1 finding in the baseline no longer found" in result.stdout


def test_what_can_not_be_read_is_not_written_over(monkeypatch: pytest.MonkeyPatch):
    record()
    before = Path(BASELINE).read_bytes()

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr("ctxmap.cli._baseline.read_regular_file", refuse)
        result = CliRunner().invoke(
            main, ["check", "-", "--baseline", BASELINE, "--write-baseline"], input=SHOP, prog_name="ctxmap"
        )
    assert (result.exit_code, result.stdout) == (2, "")
    assert f'the baseline "{BASELINE}" can\'t be read: Permission denied' in result.stderr
    assert Path(BASELINE).read_bytes() == before


def test_it_is_written_whole_or_not_at_all():
    result = run("check", "maps", "--write-baseline", "--baseline", "nowhere/known.json")
    assert (result.exit_code, result.stderr) == (
        2,
        'Error: can\'t write "nowhere/known.json": No such file or directory\n',
    )
    record()
    assert {file.name for file in Path().iterdir()} == {"maps", BASELINE}


def test_statistics_stand_in_place_of_findings():
    assert run("check", "maps", "--statistics").stdout == (
        "1  error    shared-database\n"
        "2  warning  external-without-acl\n"
        "1  warning  external-fan-in\n"
        "1  info     context-without-purpose\n"
        "1  info     story-could-be-split\n"
        "\n1 error, 3 warnings, 2 infos in 2 files\n"
    )  # fmt: skip
    report = json.loads(run("check", "maps", "--statistics", "--format", "json").stdout)
    assert report["statistics"][0] == {"rule": "shared-database", "severity": "error", "count": 1}
    result = run("check", "maps", "--statistics", "--format", "sarif")
    assert result.exit_code == 2
    assert "--statistics can't be used with --format sarif; choose from json, text" in result.stderr
