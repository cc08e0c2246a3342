"""Findings as JSON, for scripts and other tools. The form is a contract: keys may be added, none changes.

`{"diagnostics": [{"rule", "severity", "message", "hint", "file", "line", "column", "endLine", "endColumn",
"related": [{"message", "file", "line", "column"}]}], "summary": {"error", "warning", "info", "files"}}`. Lines and
columns count from 1, columns in characters; the end is exclusive; `hint` is "" where there is none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from ctxmap.findings import Diagnostic, RelatedPlace
from ctxmap.reports import counts
from ctxmap.source import Source


def render(diagnostics: Sequence[Diagnostic], sources: Mapping[str, Source], *, color: bool = False) -> str:
    """The findings and a summary of them as indented JSON."""
    summary = {str(severity): number for severity, number in counts(diagnostics).items()}
    report = {
        "diagnostics": [_diagnostic(diagnostic) for diagnostic in diagnostics],
        "summary": {**summary, "files": len(sources)},
    }
    return msgspec.json.format(msgspec.json.encode(report), indent=2).decode() + "\n"


def _diagnostic(diagnostic: Diagnostic) -> dict[str, object]:
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
    }


def _related(place: RelatedPlace) -> dict[str, object]:
    return {"message": place.message, "file": place.path, "line": place.line, "column": place.column}
