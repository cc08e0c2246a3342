"""Findings as JSON, for scripts and other tools. The form is a contract: keys may be added, none changes.

`{"diagnostics": [{"rule", "severity", "message", "hint", "file", "line", "column", "endLine", "endColumn",
"related": [{"message", "file", "line", "column"}], "subject", "fingerprint"}],
"summary": {"error", "warning", "info", "files"}}`. Lines and columns count from 1, columns in characters; the end is
exclusive. `hint` is "" where there is none, `subject` where a finding is in no declaration. With numbers in place of
findings, `"statistics": [{"rule", "severity", "count"}]` stands for `diagnostics`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from ctxmap.findings import Diagnostic, RelatedPlace
from ctxmap.fingerprints import fingerprints
from ctxmap.reports import counts, statistics
from ctxmap.rulebook import NO_PAGES, Pages
from ctxmap.source import Source


def render(
    diagnostics: Sequence[Diagnostic], sources: Mapping[str, Source], *, color: bool = False, pages: Pages = NO_PAGES
) -> str:
    """The findings and a summary of them as indented JSON."""
    pairs = zip(diagnostics, fingerprints(diagnostics), strict=True)
    return _text({"diagnostics": [_diagnostic(*pair) for pair in pairs]}, diagnostics, sources)


def render_statistics(
    diagnostics: Sequence[Diagnostic], sources: Mapping[str, Source], *, color: bool = False, pages: Pages = NO_PAGES
) -> str:
    """How many findings there are of each rule, and the same summary."""
    rows = [{"rule": row.rule, "severity": str(row.severity), "count": row.count} for row in statistics(diagnostics)]
    return _text({"statistics": rows}, diagnostics, sources)


def _text(report: dict[str, object], diagnostics: Sequence[Diagnostic], sources: Mapping[str, Source]) -> str:
    numbers = {str(severity): number for severity, number in counts(diagnostics).items()}
    whole = {**report, "summary": {**numbers, "files": len(sources)}}
    return msgspec.json.format(msgspec.json.encode(whole), indent=2).decode() + "\n"


def _diagnostic(diagnostic: Diagnostic, fingerprint: str) -> dict[str, object]:
    return {
        "rule": diagnostic.rule,
        "severity": str(diagnostic.severity),
        "message": diagnostic.message,
        "hint": diagnostic.hint,
        "file": diagnostic.path,
        "line": diagnostic.line,
        "column": diagnostic.column,
        "endLine": diagnostic.end_line,
        "endColumn": diagnostic.end_column,
        "related": [_related(place) for place in diagnostic.related],
        "subject": diagnostic.subject,
        "fingerprint": fingerprint,
    }


def _related(place: RelatedPlace) -> dict[str, object]:
    return {"message": place.message, "file": place.path, "line": place.line, "column": place.column}
