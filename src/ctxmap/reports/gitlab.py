"""Findings as GitLab shows them in merge requests: a code quality report, a subset of Code Climate's format.

See GitLab's "Code Quality", "Code Quality report format". Each finding has a fingerprint of its own, by which GitLab
tells new ones from old ones; no line number goes into it (`ctxmap.findings.fingerprints`).
"""

from __future__ import annotations

from ctxmap.findings.finding import Diagnostic, Severity
from ctxmap.findings.fingerprints import fingerprints
from ctxmap.reports import Findings, report
from ctxmap.reports._json import to_json

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


@report()
def render(findings: Findings) -> str:
    """A JSON array with an object for each finding."""
    pairs = zip(findings.diagnostics, fingerprints(findings.diagnostics), strict=True)
    issues = [_issue(found, fingerprint, findings.path_in_repository(found.path)) for found, fingerprint in pairs]
    return to_json(issues)


def _issue(diagnostic: Diagnostic, fingerprint: str, path: str) -> dict[str, object]:
    return {
        "description": "; ".join(text for text in (diagnostic.message, diagnostic.hint) if text),
        "check_name": diagnostic.rule,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[diagnostic.severity],
        "location": {
            "path": path,
            "lines": {"begin": diagnostic.line, "end": diagnostic.end_line},
        },
    }
