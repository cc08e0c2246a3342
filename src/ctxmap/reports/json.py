"""Findings as JSON, for scripts and other tools. The form is a contract: keys may be added, none changes.

`{"diagnostics": [{"rule", "severity", "message", "hint", "file", "line", "column", "endLine", "endColumn",
"related": [{"message", "file", "line", "column"}], "subject", "fingerprint",
"fix": {"title", "safe", "edits": [{"file", "line", "column", "endLine", "endColumn", "text"}]}}],
"summary": {"error", "warning", "info", "files"}}`. Lines and columns count from 1, columns in characters; the end is
exclusive. `hint` is "" where there is none, `subject` where a finding is in no declaration, and `fix` is there only
where the finding can be fixed: its edits are made all or none. `"models": [name]` is there only where several models
share the file and the finding does not concern all of them. With numbers in place of findings,
`"statistics": [{"rule", "severity", "count"}]` stands for `diagnostics`.
"""

from __future__ import annotations

from collections.abc import Mapping

from ctxmap.findings.finding import Diagnostic, RelatedPlace
from ctxmap.findings.fingerprints import fingerprints
from ctxmap.fixes.edits import Edit, edits, trees
from ctxmap.reports import Findings, counts, report, statistics
from ctxmap.reports._json import to_json
from ctxmap.syntax.tree import File
from ctxmap.text.source import Source


def render_statistics(findings: Findings) -> str:
    """How many findings there are of each rule, and the same summary."""
    rows = statistics(findings.diagnostics)
    numbers = [{"rule": row.rule, "severity": str(row.severity), "count": row.count} for row in rows]
    return _text({"statistics": numbers}, findings)


@report(statistics=render_statistics)
def render(findings: Findings) -> str:
    """The findings and a summary of them as indented JSON."""
    diagnostics = findings.diagnostics
    files = trees(diagnostics, findings.sources)
    found = [
        {**_diagnostic(diagnostic, fingerprint), **_models(diagnostic), **_fix(diagnostic, files)}
        for diagnostic, fingerprint in zip(diagnostics, fingerprints(diagnostics), strict=True)
    ]
    return _text({"diagnostics": found}, findings)


def _text(content: dict[str, object], findings: Findings) -> str:
    numbers = {str(severity): number for severity, number in counts(findings.diagnostics).items()}
    whole = {**content, "summary": {**numbers, "files": len(findings.sources)}}
    return to_json(whole)


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


def _models(diagnostic: Diagnostic) -> dict[str, object]:
    return {"models": list(diagnostic.models)} if diagnostic.models else {}


def _fix(diagnostic: Diagnostic, files: Mapping[str, File]) -> dict[str, object]:
    made = edits(diagnostic, files)
    if not diagnostic.fix or not made:
        return {}
    places = [_edit(edit, files[edit.at.path].source) for edit in made]
    return {"fix": {"title": diagnostic.fix.title, "safe": diagnostic.fix.is_safe, "edits": places}}


def _edit(edit: Edit, source: Source) -> dict[str, object]:
    start, end = source.position(edit.at.start), source.position(edit.at.end)
    return {
        "file": edit.at.path,
        "line": start.line,
        "column": start.column,
        "endLine": end.line,
        "endColumn": end.column,
        "text": edit.text,
    }


def _related(place: RelatedPlace) -> dict[str, object]:
    return {"message": place.message, "file": place.path, "line": place.line, "column": place.column}
