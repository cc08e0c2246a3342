"""Breaking changes: what is none, how types are compared, and the command. Each rule's cases are in `tests/rules/`."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from conftest import CHECKOUT, CorpusFile
from ctxmap import breaking, compile_paths
from ctxmap.breaking.comparison import Comparison
from ctxmap.breaking.schemas import Direction, Shape, misfits
from ctxmap.cli import main
from ctxmap.model.elements import Model
from ctxmap.syntax.parse import parse
from ctxmap.text.source import Source

SAMPLES = sorted((CHECKOUT / "samples").rglob("*.cml"))
OLD = """ContextMap Shop {
    contains Order, Cart
    Order [U,OHS] -> [D,ACL] Cart { sync { operations = cancel } }
}
BoundedContext CheckoutTeam realizes Cart { type = TEAM }
BoundedContext Cart
BoundedContext Order {
    Aggregate Orders {
        Service Orders {
            void cancel (String reason);
        }
    }
}
"""
NEW = OLD.replace("String reason", "String reason, int code")


def _breaks(old: Model, new: Model) -> list[str]:
    found = breaking.run(breaking.all_rules().values(), Comparison(old, new, today="2026-11-30"))
    return [each.finding.message for each in found]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.relative_to(CHECKOUT).as_posix())
def test_layout_and_order_break_nobody(sample: Path, tmp_path: Path) -> None:
    """The declarations of a file in any order, with comments and other white space."""
    text = sample.read_text("utf-8")
    model = compile_paths([sample]).model
    for seed in range(3):
        copy = tmp_path / str(seed) / sample.name
        copy.parent.mkdir()
        copy.write_text(_shuffled(text, random.Random(seed)), "utf-8")
        for other in sample.parent.glob("*.cml"):
            if other != sample:
                (copy.parent / other.name).write_bytes(other.read_bytes())
        assert _breaks(model, compile_paths([copy]).model) == []


def _shuffled(text: str, chance: random.Random) -> str:
    source = Source("", text)
    tree = parse(source)[0]
    members = [text[each.start : each.end] for each in tree.members]
    imports = [each for each in members if each.startswith("import")]
    rest = [each for each in members if not each.startswith("import")]
    chance.shuffle(rest)
    return "\n/* a comment */\n".join((*imports, *rest)) + "\n"


def test_a_real_map_breaks_nobody_of_its_own(corpus_file: CorpusFile) -> None:
    model = compile_paths([corpus_file.path]).model
    assert _breaks(model, compile_paths([corpus_file.path]).model) == []


def _schema(**keywords: Any) -> Mapping[str, Any]:
    return keywords


_OBJECT = _schema(type="object", properties={"a": {"type": "string"}}, required=["a"])
_TEXT = _schema(type="string")
_COMPONENTS = {
    "Node": {"type": "object", "properties": {"next": {"$ref": "#/components/schemas/Node"}, "a": {"type": "string"}}},
    "Text": {"type": "string"},
}


@pytest.mark.parametrize(
    ("direction", "old", "new", "expected"),
    [
        ("sent", _TEXT, _schema(type="integer"), ["was string, is integer now"]),
        ("sent", _schema(type="integer"), _schema(type="number"), []),
        ("received", _schema(type="integer"), _schema(type="number"), ["was integer, is number now"]),
        ("sent", _schema(type="string", maxLength=5), _schema(type="string", maxLength=9), []),
        ("sent", _TEXT, _schema(type="string", maxLength=9), ["had any number of characters, has at most 9 now"]),
        ("received", _schema(type="string", maxLength=5), _schema(type="string", maxLength=3), []),
        (
            "received",
            _schema(minimum=0, type="integer"),
            _schema(type="integer"),
            ["was at least 0, is any number now"],
        ),
        ("received", _schema(exclusiveMinimum=0, type="number"), _schema(minimum=1, type="number"), []),
        ("sent", _schema(type="string", enum=["A", "B"]), _schema(type="string", enum=["A"]), ["can no longer be B"]),
        ("received", _schema(type="string", enum=["A"]), _schema(type="string", enum=["A", "B"]), ["can now be B"]),
        ("received", _TEXT, _schema(type=["string", "null"]), ["may be null now"]),
        ("received", _TEXT, _schema(anyOf=[{"type": "string"}, {"type": "null"}]), ["may be null now"]),
        ("sent", _schema(type=["string", "null"]), _TEXT, ["must not be null any more"]),
        ("sent", _OBJECT, _schema(type="object", properties={}), ["is not taken any more"]),
        ("sent", _schema(type="object", properties={}), _OBJECT, ["is required now"]),
        ("received", _schema(type="object", properties={}), _OBJECT, []),
        ("received", _OBJECT, {**_OBJECT, "required": []}, ["is no longer always there"]),
        ("received", _schema(type="array", items=_TEXT), _schema(type="array", items={"type": "integer"}), None),
        ("received", _schema(), _TEXT, []),
        ("sent", _schema(), _TEXT, ["was anything, is string now"]),
        ("received", {"$ref": "#/components/schemas/Text"}, _TEXT, []),
        ("received", {"$ref": "#/components/schemas/Node"}, {"$ref": "#/components/schemas/Node"}, []),
        ("received", {"allOf": [{"$ref": "#/components/schemas/Text"}], "maxLength": 3}, _TEXT, None),
        (
            "received",
            _schema(oneOf=[_OBJECT]),
            _schema(oneOf=[_OBJECT, {"title": "B", "type": "integer"}]),
            ["can now be B"],
        ),
        ("sent", _schema(oneOf=[_OBJECT, _TEXT]), _schema(oneOf=[_TEXT, _OBJECT]), []),
    ],
)
def test_types_are_compared_as_they_go_over_the_wire(
    direction: Direction, old: Mapping[str, Any], new: Mapping[str, Any], expected: list[str] | None
) -> None:
    """None: some difference, in whichever words."""
    found = [each.text for each in misfits(Shape(old, _COMPONENTS), Shape(new, _COMPONENTS), direction)]
    assert found == expected if expected is not None else found


def _run(tmp_path: Path, *arguments: str, new: str = NEW) -> Result:
    (tmp_path / "old.cml").write_text(OLD)
    (tmp_path / "new.cml").write_text(new)
    named = [str(tmp_path / "old.cml"), str(tmp_path / "new.cml")]
    return CliRunner().invoke(main, ["diff", "--breaking", "--isolated", *named, *arguments])


def test_command_fails_and_tells_whom_to_tell(tmp_path: Path) -> None:
    result = _run(tmp_path)
    assert result.exit_code == 1
    assert 'affects "Cart" (team CheckoutTeam) [request-changed]' in result.output
    assert result.output.endswith("1 breaking change; to tell: CheckoutTeam\n")
    assert _run(tmp_path, "--fail-on", "never").exit_code == 0
    assert _run(tmp_path, "--ignore", "request-changed").output == "no breaking changes\n"
    assert _run(tmp_path, new=OLD).exit_code == 0


def test_json_is_the_contract(tmp_path: Path) -> None:
    data = json.loads(_run(tmp_path, "--format", "json").output)
    (only,) = data["breaking"]
    assert {key: only[key] for key in ("rule", "severity", "line", "column", "element", "hits", "teams")} == {
        "rule": "request-changed",
        "severity": "error",
        "line": 10,
        "column": 18,
        "element": "Order::Orders::Orders::cancel",
        "hits": ["Cart"],
        "teams": ["CheckoutTeam"],
    }
    assert data["summary"] == {"breaking": 1}


@pytest.mark.parametrize("form", ["github", "gitlab", "sarif", "junit", "concise", "markdown"])
def test_every_format_has_the_finding(tmp_path: Path, form: str) -> None:
    result = _run(tmp_path, "--format", form)
    assert (result.exit_code, "request-changed" in result.output) == (1, True)


def test_a_suppression_holds_here_and_is_not_unused_in_check(tmp_path: Path) -> None:
    new = NEW.replace("int code);", "int code); // ctxmap: ignore[request-changed] all callers are ours")
    assert _run(tmp_path, new=new).output == "no breaking changes\n"
    checked = CliRunner().invoke(main, ["check", "--isolated", str(tmp_path / "new.cml")])
    assert "unused-suppression" not in checked.output


def test_severities_are_configured(tmp_path: Path) -> None:
    (tmp_path / "ctxmap.toml").write_text('[rules]\nrequest-changed = "info"\n')
    (tmp_path / "old.cml").write_text(OLD)
    (tmp_path / "new.cml").write_text(NEW)
    result = CliRunner().invoke(main, ["diff", "--breaking", str(tmp_path / "old.cml"), str(tmp_path / "new.cml")])
    assert result.exit_code == 0
    assert re.search(r"info: .*\[request-changed\]\n\nno breaking changes", result.output)


def test_a_report_needs_breaking(tmp_path: Path) -> None:
    (tmp_path / "old.cml").write_text(OLD)
    result = CliRunner().invoke(
        main, ["diff", str(tmp_path / "old.cml"), str(tmp_path / "old.cml"), "--format", "sarif"]
    )
    assert (result.exit_code, "needs --breaking" in result.output) == (2, True)


@pytest.mark.parametrize("day", ["tomorrow", "2027-02-30", "31.03.2027"])
def test_today_is_a_date(tmp_path: Path, day: str) -> None:
    result = _run(tmp_path, "--today", day)
    assert (result.exit_code, "write it as 2027-03-31" in result.output) == (2, True)
