"""What people and tools read: the text report line by line, the JSON report as its contract has it."""

import json
import re
from collections.abc import Sequence

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from ctxmap import reports
from ctxmap.findings.finding import Finding, Related, Severity, diagnose, listed_up_to
from ctxmap.text.source import Source, Span

SHOP = """\
ContextMap Shop {
\tcontains Cart, Catalogue, 订单
}
BoundedContext Cart
BoundedContext Catalog
"""

STEERS = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""What moves a cursor, breaks a line or turns the reading direction."""


def span(text: str, words: str, path: str = "shop.cml") -> Span:
    start = text.index(words)
    return Span(path, start, start + len(words))


def render(text: str, *findings: Finding, report: str = "text", color: bool = False) -> str:
    sources = {"shop.cml": Source("shop.cml", text)}
    return reports.load(report).render(reports.Findings(diagnose(findings, sources), sources, color))


def marked(report: str) -> tuple[str, str]:
    """The first shown line and the marks below it, both without the gutter."""
    _, shown, marks, *_ = report.splitlines()
    return shown.partition("| ")[2], marks.partition("| ")[2]


UNKNOWN = Finding(
    span(SHOP, "Catalogue"),
    'no context is named "Catalogue"',
    hint='did you mean "Catalog"?',
    related=(Related("a context with a similar name", span(SHOP, "Catalog\n")),),
    rule="unknown-reference",
    severity=Severity.ERROR,
)
UNUSED = Finding(span(SHOP, "订单"), "订单 is not used", rule="unused", severity=Severity.INFO)


def test_a_finding_reads_like_this():
    assert (
        render(SHOP, UNKNOWN, UNUSED)
        == """\
shop.cml:2:17: error: no context is named "Catalogue" [unknown-reference]
  2 |     contains Cart, Catalogue, 订单
    |                    ^^^^^^^^^
  help: did you mean "Catalog"?
  shop.cml:5:16: a context with a similar name
  5 | BoundedContext Catalog
    |                -------

shop.cml:2:28: info: 订单 is not used [unused]
"""
    )


def test_questions_come_last_whatever_their_place():
    first = msgspec.structs.replace(UNUSED, at=span(SHOP, "Cart"))
    last = msgspec.structs.replace(UNUSED, at=span(SHOP, "BoundedContext Catalog"))
    shown = render(SHOP, last, UNKNOWN, first)
    assert shown.startswith('shop.cml:2:17: error: no context is named "Catalogue"')
    assert shown.endswith(
        "\n\nshop.cml:2:11: info: 订单 is not used [unused]\nshop.cml:5:1: info: 订单 is not used [unused]\n"
    )


def test_no_findings_no_text():
    assert render(SHOP) == ""


@pytest.mark.parametrize(
    ("text", "words", "shown", "marks"),
    [
        ("a\tb\tc d", "c", "a    b    c d", "          ^"),
        ("上下文 支付 -> x", "支付", "上下文 支付 -> x", "       ^^^^"),
        ("e\N{COMBINING ACUTE ACCENT}t x", "x", "e\N{COMBINING ACUTE ACCENT}t x", "   ^"),
        ("one two\r\nthree", "two", "one two", "    ^^^"),
        ("one two  \nthree four", "two  \nthree", "one two", "    ^^^"),
        ("one", "", "one", "^"),
        ("a\x1b[31m \N{RIGHT-TO-LEFT OVERRIDE}b", "b", "a␛[31m �b", "        ^"),
    ],
    ids=["tabs", "wide", "combining", "crlf", "several lines", "empty range", "control characters"],
)
def test_marks_stand_under_the_words(text: str, words: str, shown: str, marks: str):
    assert marked(render(text, Finding(span(text, words), "x"))) == (shown, marks)


def test_the_end_of_a_text_can_be_marked():
    text = "one\n"
    assert marked(render(text, Finding(Span("shop.cml", 4, 4), "x"))) == ("", "^")
    assert marked(render("one", Finding(Span("shop.cml", 3, 3), "x"))) == ("one", "   ^")


@pytest.mark.parametrize("filler", ["lorem ", "上下文 "])
def test_of_a_long_line_the_part_around_the_words_is_shown(filler: str):
    text = filler * 1000 + "here " + filler * 1000
    shown, marks = marked(render(text, Finding(span(text, "here"), "x")))
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert len(shown) <= 124
    assert shown.index("here") <= 42
    assert marks.endswith(" ^^^^")


def test_marks_end_where_a_long_line_is_cut():
    text = "a" * 500
    shown, marks = marked(render(text, Finding(span(text, text), "x")))
    assert shown == "a" * 120 + " …"
    assert marks == "^" * 120


def test_color_changes_nothing_but_the_color():
    colored = render(SHOP, UNKNOWN, color=True)
    assert "\x1b[1;31merror:\x1b[0m" in colored
    assert without_color(colored) == render(SHOP, UNKNOWN)


@given(text=st.text(min_size=1), ends=st.tuples(st.integers(0, 40), st.integers(0, 40)), message=st.text())
def test_whatever_the_text_the_report_stays_on_its_lines(text: str, ends: Sequence[int], message: str):
    start, end = sorted(min(end, len(text)) for end in ends)
    finding = Finding(Span("shop.cml", start, end), message, related=(Related("x", Span("shop.cml", start, end)),))
    lines = render(text, finding).split("\n")
    assert len(lines) == 7
    assert not STEERS.search("".join(lines))


def test_json_has_the_form_others_rely_on():
    report = json.loads(render(SHOP, UNKNOWN, UNUSED, report="json"))
    fingerprints = {found.pop("fingerprint") for found in report["diagnostics"]}
    assert len(fingerprints) == 2
    assert report == {
        "diagnostics": [
            {
                "rule": "unknown-reference",
                "severity": "error",
                "message": 'no context is named "Catalogue"',
                "hint": 'did you mean "Catalog"?',
                "file": "shop.cml",
                "line": 2,
                "column": 17,
                "endLine": 2,
                "endColumn": 26,
                "related": [
                    {"message": "a context with a similar name", "file": "shop.cml", "line": 5, "column": 16},
                ],
                "subject": "",
            },
            {
                "rule": "unused",
                "severity": "info",
                "message": "订单 is not used",
                "hint": "",
                "file": "shop.cml",
                "line": 2,
                "column": 28,
                "endLine": 2,
                "endColumn": 30,
                "related": [],
                "subject": "",
            },
        ],
        "summary": {"error": 1, "warning": 0, "info": 1, "files": 1},
    }


def test_statistics_show_the_worst_first_and_then_the_most():
    findings = [UNUSED, replace(UNUSED, at=span(SHOP, "Cart")), UNKNOWN, replace(UNUSED, rule="idle")]
    assert statistics("text", *findings) == (
        "1  error    unknown-reference\n"
        "2  info     unused\n"
        "1  info     idle\n"
    )  # fmt: skip
    assert json.loads(statistics("json", *findings)) == {
        "statistics": [
            {"rule": "unknown-reference", "severity": "error", "count": 1},
            {"rule": "unused", "severity": "info", "count": 2},
            {"rule": "idle", "severity": "info", "count": 1},
        ],
        "summary": {"error": 1, "warning": 0, "info": 3, "files": 1},
    }


def test_no_findings_no_statistics():
    assert statistics("text") == ""


def statistics(report: str, *findings: Finding) -> str:
    sources = {"shop.cml": Source("shop.cml", SHOP)}
    show = reports.load(report).render_statistics
    assert show
    return show(reports.Findings(diagnose(findings, sources), sources))


def test_every_report_renders_nothing_and_something():
    for name in reports.names():
        assert isinstance(render(SHOP, report=name), str)
        assert "Catalogue" in render(SHOP, UNKNOWN, report=name)


def without_color(text: str) -> str:
    return re.sub(r"\x1b\[[\d;]*m", "", text)


@pytest.mark.parametrize(
    ("names", "shown"),
    [("A", '"A"'), ("AB", '"A" and "B"'), ("ABC", '"A", "B" and "C"'), ("ABCDE", '"A", "B", "C" and 2 more')],
)
def test_messages_list_a_few_names_and_count_the_others(names: str, shown: str) -> None:
    assert listed_up_to(3, names) == shown
