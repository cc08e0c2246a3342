"""Findings as test results, for every server that shows JUnit's: a suite for each file, a failed case for a finding.

A file without findings has one case that passes. The form is Ant's, as the schemas of Jenkins (`junit-10.xsd`) and of
Windy Road (`JUnit.xsd`) have it. The latter wants times: since the same findings give the same bytes, none has passed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from ctxmap.findings.finding import Diagnostic
from ctxmap.reports import Findings, report
from ctxmap.reports._characters import visible
from ctxmap.reports.text import in_full
from ctxmap.text.source import Source

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 can't hold, not even escaped (section 2.2)."""
_TIMELESS = 'timestamp="1970-01-01T00:00:00" time="0" hostname="localhost"'


@report()
def render(findings: Findings) -> str:
    """An XML document, the files in the order of their paths."""
    found: dict[str, list[Diagnostic]] = {path: [] for path in sorted(findings.sources)}
    for diagnostic in findings.diagnostics:
        found[diagnostic.path].append(diagnostic)
    suites = (_suite(number, path, found[path], findings.sources) for number, path in enumerate(found))
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<testsuites>", *(line for each in suites for line in each)]
    return "\n".join([*lines, "</testsuites>", ""])


def _suite(number: int, path: str, found: Sequence[Diagnostic], sources: Mapping[str, Source]) -> Iterator[str]:
    counts = f'tests="{len(found) or 1}" failures="{len(found)}" errors="0"'
    yield f'  <testsuite id="{number}" name={_attribute(path)} package="ctxmap" {counts} {_TIMELESS}>'
    yield "    <properties/>"
    for diagnostic in found:
        yield from _failed_case(diagnostic, sources)
    if not found:
        yield f"    {_case('no findings', path)}/>"
    yield "    <system-out/>"
    yield "    <system-err/>"
    yield "  </testsuite>"


def _failed_case(diagnostic: Diagnostic, sources: Mapping[str, Source]) -> Iterator[str]:
    d = diagnostic
    told = in_full(Findings([d], sources)).rstrip("\n")
    yield f"    {_case(f'{d.rule}: {d.subject}' if d.subject else d.rule, d.path)}>"
    yield f'      <failure type="{d.severity}" message={_attribute(d.message)}>{escape(_xml(told))}</failure>'
    yield "    </testcase>"


def _case(name: str, path: str) -> str:
    return f'<testcase name={_attribute(name)} classname={_attribute(path)} time="0"'


def _attribute(value: str) -> str:
    return quoteattr(_xml(visible(value)))


def _xml(value: str) -> str:
    return _NO_XML.sub("\ufffd", value)
