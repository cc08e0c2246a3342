"""Findings in the Static Analysis Results Interchange Format (SARIF 2.1.0, OASIS Standard), as GitHub reads it.

Paths are relative to the root of the repository, `%SRCROOT%`, which the reader knows best. Columns count Unicode
code points, and the end is exclusive, as in all that ctxmap says. Section numbers are the standard's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import quote

from ctxmap.findings.finding import Diagnostic, RelatedPlace, Severity
from ctxmap.findings.fingerprints import fingerprints
from ctxmap.fixes.edits import edits, trees
from ctxmap.reports import Findings, report
from ctxmap.reports._json import to_json
from ctxmap.reports._sarif_rules import descriptor
from ctxmap.syntax.tree import File
from ctxmap.text.source import Source

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "%SRCROOT%"
_FINGERPRINT = "ctxmapFinding/v1"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}

Part = dict[str, object]
Files = Mapping[str, Part]
"""Where the files are, with their numbers among the artifacts, by their paths in ctxmap."""


@report()
def render(findings: Findings) -> str:
    """A log with one run: the rules that found something, the files, the findings."""
    diagnostics, sources = findings.diagnostics, findings.sources
    rules = sorted({diagnostic.rule for diagnostic in diagnostics})
    files = {path: _file(findings.path_in_repository(path)) for path in sorted(sources)}
    run = {
        "tool": {"driver": {"name": "ctxmap", "rules": [descriptor(rule, _LEVELS, findings.pages) for rule in rules]}},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The root of the repository."}}},
        "artifacts": [_artifact(file) for file in files.values()],
        "results": _results(findings, rules, _indexed(files)),
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return to_json(log)


def _indexed(files: Mapping[str, Part]) -> Files:
    return {path: {**file, "index": number} for number, (path, file) in enumerate(files.items())}


def _artifact(file: Part) -> Part:
    return {"location": file, "sourceLanguage": "cml", "roles": ["analysisTarget"]}


def _results(findings: Findings, rules: Sequence[str], files: Files) -> Sequence[Part]:
    diagnostics, sources = findings.diagnostics, findings.sources
    rule_index = {rule: number for number, rule in enumerate(rules)}
    parsed = trees(diagnostics, sources)
    return [
        {
            "ruleId": found.rule,
            "ruleIndex": rule_index[found.rule],
            "level": _LEVELS[found.severity],
            "message": {"text": "\n".join(text for text in (found.message, found.hint) if text)},
            "locations": [_location(found, files)],
            "relatedLocations": [_related(place, sources, files) for place in found.related],
            "partialFingerprints": {_FINGERPRINT: fingerprint},
            **_fixes(found, parsed, files),
            **({"properties": {"models": list(found.models)}} if found.models else {}),
        }
        for found, fingerprint in zip(diagnostics, fingerprints(diagnostics), strict=True)
    ]


def _fixes(found: Diagnostic, parsed: Mapping[str, File], files: Files) -> Part:
    """What would fix a finding (section 3.55); whether it is safe stands in the title, where everybody sees it."""
    by_path: dict[str, list[Part]] = {}
    for edit in edits(found, parsed):
        source = parsed[edit.at.path].source
        start, end = source.position(edit.at.start), source.position(edit.at.end)
        region = _region((start.line, start.column), (end.line, end.column))
        change: Part = {"deletedRegion": region, "insertedContent": {"text": edit.text}}
        by_path.setdefault(edit.at.path, []).append(change)
    if not found.fix or not by_path:
        return {}
    title = found.fix.title if found.fix.is_safe else f"{found.fix.title} (unsafe)"
    changes = [{"artifactLocation": files[path], "replacements": made} for path, made in by_path.items()]
    return {"fixes": [{"description": {"text": title}, "artifactChanges": changes}]}


def _location(found: Diagnostic, files: Files) -> Part:
    location = _place(files[found.path], (found.line, found.column), (found.end_line, found.end_column))
    return {**location, "logicalLocations": [{"fullyQualifiedName": found.subject}]} if found.subject else location


def _related(place: RelatedPlace, sources: Mapping[str, Source], files: Files) -> Part:
    end = sources[place.path].position(place.at.end)
    location = _place(files[place.path], (place.line, place.column), (end.line, end.column))
    return {**location, "message": {"text": place.message}}


def _place(file: Part, start: tuple[int, int], end: tuple[int, int]) -> Part:
    return {"physicalLocation": {"artifactLocation": file, "region": _region(start, end)}}


def _region(start: tuple[int, int], end: tuple[int, int]) -> Part:
    return {"startLine": start[0], "startColumn": start[1], "endLine": end[0], "endColumn": end[1]}


def _file(path: str) -> Part:
    """A path as a URI (RFC 3986; section 3.4): one from the root of the disk stands for itself."""
    if path.startswith("/"):
        return {"uri": f"file://{quote(path)}"}
    return {"uri": quote(path), "uriBaseId": _ROOT}
