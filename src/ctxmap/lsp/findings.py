"""Findings → diagnostics of the protocol."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lsprotocol import types

from ctxmap.findings.finding import Diagnostic, Severity
from ctxmap.findings.rulebook import names
from ctxmap.lsp.places import Units
from ctxmap.text.resources import rule_pages_folder
from ctxmap.text.source import Source

_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}
_UNUSED = "unused-suppression"


def diagnostic_of(
    found: Diagnostic, sources: Mapping[str, Source], units: Units, uri_of: Callable[[str], str]
) -> types.Diagnostic:
    """A finding; `sources` has the texts by the paths that findings name."""
    related = [
        types.DiagnosticRelatedInformation(
            types.Location(uri_of(each.path), units.range(sources[each.path], each.at.start, each.at.end)), each.message
        )
        for each in found.related
    ]
    return types.Diagnostic(
        range=units.range(sources[found.path], found.at.start, found.at.end),
        message=f"{found.message}\nhelp: {found.hint}" if found.hint else found.message,
        severity=_SEVERITIES[found.severity],
        code=found.rule or None,
        code_description=_page(found.rule),
        source="ctxmap",
        tags=[types.DiagnosticTag.Unnecessary] if found.rule == _UNUSED else None,
        related_information=related or None,
    )


def _page(rule: str) -> types.CodeDescription | None:
    """The page of one of our rules, as it is installed: no network is needed to read it."""
    return types.CodeDescription((rule_pages_folder() / f"{rule}.md").as_uri()) if rule in names() else None
