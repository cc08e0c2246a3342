"""What servers and other tools read: each report against the schema of those who read it, on all maps there are."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from xmlschema import XMLSchema

from conftest import CHECKOUT, CorpusFile
from ctxmap import compile_paths, compile_text, reports
from ctxmap.compiler import Compilation
from ctxmap.findings.finding import Finding, Related, Severity, diagnose
from ctxmap.text.source import Source, Span

SCHEMAS = Path(__file__).parent / "schemas"
SAMPLES = sorted(path.relative_to(CHECKOUT).as_posix() for path in (CHECKOUT / "samples").rglob("*.cml"))
COMMAND = re.compile(r"::(error|warning|notice) ([^:]*)::([^\r\n]*)")
URI = re.compile("(file://)?(%[0-9A-F]{2}|[A-Za-z0-9._~/-])*")
STEERS = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
ODD_PATHS = [
    "two words/50%#1.cml",
    "Größe & Co.cml",
    "<stdin>",
    "a,b:c.cml",
    "支付/地图.cml",
    "../up?.cml",
    "/root/'x\".cml",
]
ODD_TEXTS = [
    "\x00\x1b[31m",
    "50% :: a,b\r\nc\u2028d",
    "</failure>]]>&",
    "\ufffe\uffff",
    "{0} [a](1)",
    "\N{PILE OF POO}",
]


@cache
def json_validator(name: str) -> Any:
    schema = json.loads((SCHEMAS / name).read_text("utf-8"))
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


@cache
def xml_schema(name: str) -> XMLSchema:
    return XMLSchema(SCHEMAS / name)


def rendered(compilation: Compilation, report: str) -> str:
    return reports.load(report).render(reports.Findings(compilation.diagnostics, compilation.sources))


def check_sarif(compilation: Compilation) -> None:
    log = json.loads(rendered(compilation, "sarif"))
    assert [error.message for error in json_validator("sarif-2.1.0.json").iter_errors(log)] == []
    (run,) = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    files = [artifact["location"]["uri"] for artifact in run["artifacts"]]
    assert all(map(URI.fullmatch, files))
    assert [unquote(uri).removeprefix("file://") for uri in files] == sorted(compilation.sources)
    assert len({json.dumps(result["partialFingerprints"]) for result in run["results"]}) == len(run["results"])
    for result, found in zip(run["results"], compilation.diagnostics, strict=True):
        assert rules[result["ruleIndex"]] == result["ruleId"] == found.rule
        for place in (*result["locations"], *result["relatedLocations"]):
            file = place["physicalLocation"]["artifactLocation"]
            assert files[file["index"]] == file["uri"]


def check_gitlab(compilation: Compilation) -> None:
    issues = json.loads(rendered(compilation, "gitlab"))
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    for issue, found in zip(issues, compilation.diagnostics, strict=True):
        assert [error.message for error in json_validator("gitlab-code-quality.json").iter_errors(issue)] == []
        assert issue["check_name"] == found.rule
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert issue["location"] == {"path": found.path, "lines": {"begin": found.line, "end": found.end_line}}


def check_junit(compilation: Compilation) -> None:
    text = rendered(compilation, "junit")
    for name in ("junit-10.xsd", "junit-ant.xsd"):
        assert [error.reason for error in xml_schema(name).iter_errors(text)] == []
    suites = ElementTree.fromstring(text.encode())
    assert len(suites) == len(compilation.sources)
    for suite in suites:
        assert suite.get("tests") == str(len(suite.findall("testcase")))
        assert suite.get("failures") == str(len(suite.findall("testcase/failure")))
    assert len(suites.findall("testsuite/testcase/failure")) == len(compilation.diagnostics)


def check_github(compilation: Compilation) -> None:
    lines = rendered(compilation, "github").split("\n")
    assert lines.pop() == ""
    for line, found in zip(lines, compilation.diagnostics, strict=True):
        command = COMMAND.fullmatch(line)
        assert command
        properties = dict(each.split("=", 1) for each in command[2].split(","))
        assert not STEERS.search(unquote(properties["file"]))
        assert unquote(properties["file"]) == found.path or not found.path.isprintable()
        assert (properties["title"], properties["line"]) == (found.rule, str(found.line))
        assert not STEERS.search(command[3])


def check_concise(compilation: Compilation) -> None:
    lines = rendered(compilation, "concise").split("\n")
    assert lines.pop() == ""
    for line, found in zip(lines, compilation.diagnostics, strict=True):
        assert line.isprintable() or not line.isascii()
        assert not STEERS.search(line)
        assert f":{found.line}:{found.column}: {found.severity}: " in line
        assert line.endswith(f" [{found.rule}]")


CHECKS: dict[str, Callable[[Compilation], None]] = {
    "sarif": check_sarif,
    "gitlab": check_gitlab,
    "junit": check_junit,
    "github": check_github,
    "concise": check_concise,
}


def test_every_report_is_checked() -> None:
    assert {*CHECKS, "text", "json"} == set(reports.names())


@pytest.mark.parametrize("report", CHECKS)
@pytest.mark.parametrize("sample", SAMPLES)
def test_samples(report: str, sample: str) -> None:
    CHECKS[report](compile_paths([CHECKOUT / sample]))


@pytest.mark.parametrize("report", CHECKS)
def test_real_maps(report: str, corpus_file: CorpusFile) -> None:
    CHECKS[report](compile_paths([corpus_file.path]))


@pytest.mark.parametrize("report", CHECKS)
def test_all_real_maps_at_once(report: str, corpus: Path) -> None:
    CHECKS[report](compile_paths([corpus]))


@pytest.mark.parametrize("report", CHECKS)
@pytest.mark.parametrize("path", ODD_PATHS)
def test_odd_paths_and_texts(report: str, path: str) -> None:
    CHECKS[report](found_in(path, "\n".join(ODD_TEXTS), ODD_TEXTS))


@pytest.mark.parametrize("report", CHECKS)
def test_no_finding_and_a_map_in_chinese(report: str) -> None:
    CHECKS[report](compile_text("", "empty.cml"))
    CHECKS[report](compile_text("ContextMap { contains 支付 }\nBoundedContext 订单 { x }", "网店.cml"))


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)


@settings(max_examples=60)
@given(text=TEXTS, message=TEXTS, path=TEXTS.filter(lambda path: not path.startswith("/")))
@pytest.mark.parametrize("report", CHECKS)
def test_whatever_stands_in_a_map(report: str, text: str, message: str, path: str) -> None:
    CHECKS[report](found_in(f"{path}.cml".replace("\0", "0"), text, [message]))


def found_in(path: str, text: str, messages: Sequence[str]) -> Compilation:
    whole = Span(path, 0, len(text))
    sources = {path: Source(path, text)}
    findings = [
        Finding(whole, message, hint=message, related=(Related(message, whole),), rule="acme", severity=severity)
        for message in messages
        for severity in Severity
    ]
    return Compilation((), diagnose(findings, sources, lambda _: messages[0]), sources)


@pytest.mark.parametrize("report", [*CHECKS, "json"])
def test_report_reads_like_this(
    report: str, golden: Callable[[str, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(CHECKOUT)
    golden(f"reports/as-is.{report}", rendered(compile_paths(["samples/shop/as-is.cml"]), report))


def test_a_rule_is_told_with_its_page() -> None:
    (found,) = rules_of(compile_text('BoundedContext A { domainVisionStatement = "why" x }'))
    assert found["id"] == "syntax"
    assert found["help"]["markdown"].startswith("# syntax\n")
    assert found["fullDescription"]["text"] in found["help"]["text"]
    assert found["defaultConfiguration"] == {"level": "error"}


def test_a_rule_of_others_has_at_least_a_name() -> None:
    (found,) = rules_of(found_in("map.cml", "x", ["strange"]))
    assert found == {"id": "acme", "properties": {"tags": ["context-map"]}}


def rules_of(compilation: Compilation) -> Iterator[dict[str, Any]]:
    yield from json.loads(rendered(compilation, "sarif"))["runs"][0]["tool"]["driver"]["rules"]


def test_a_file_without_findings_passes() -> None:
    suites = ElementTree.fromstring(rendered(compile_text("", "empty.cml"), "junit"))
    (case,) = suites.findall("testsuite/testcase")
    assert (case.get("classname"), list(case)) == ("empty.cml", [])


def test_an_annotation_over_lines_has_no_columns() -> None:
    finding = Finding(Span("a.cml", 0, 3), "strange", rule="acme", severity=Severity.INFO)
    sources = {"a.cml": Source("a.cml", "a\nb")}
    command = reports.load("github").render(reports.Findings(diagnose([finding], sources), sources))
    assert command == "::notice file=a.cml,line=1,endLine=2,title=acme::strange\n"
