"""Findings as annotations in GitHub's pages: a workflow command for each, which Actions takes from a step's output.

    ::error file=shop.cml,line=2,endLine=2,col=17,endColumn=26,title=unknown-reference::no context is named "Catalogue"

See GitHub's "Workflow commands for GitHub Actions". Line ends and `%` are escaped everywhere, `:` and `,` in the
properties before the second `::`. An annotation that spans lines can't have columns.
"""

from __future__ import annotations

from ctxmap.findings.finding import Diagnostic, Severity
from ctxmap.reports import Findings, report
from ctxmap.reports._characters import visible

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


@report(has_commands=True)
def render(findings: Findings) -> str:
    """A line for each finding; "" if there are none."""
    return "".join(f"{_command(each, findings.path_in_repository(each.path))}\n" for each in findings.diagnostics)


def _command(diagnostic: Diagnostic, path: str) -> str:
    d = diagnostic
    columns = {"col": d.column, "endColumn": d.end_column} if d.line == d.end_line else {}
    properties = {"file": visible(path), "line": d.line, "endLine": d.end_line, **columns, "title": d.rule}
    listed = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    told = "\n".join(visible(text) for text in (d.message, d.hint) if text)
    return f"::{_COMMANDS[d.severity]} {listed}::{_data(told)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
