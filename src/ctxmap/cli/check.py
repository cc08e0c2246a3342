"""`ctxmap check`: findings to standard output, in one of the reports' formats."""

from __future__ import annotations

import click

from ctxmap import reports
from ctxmap.cli._options import fail_on_option, paths_argument
from ctxmap.cli._terminal import show
from ctxmap.cli._workspace import compiled, finds, show_findings, summary
from ctxmap.findings import Severity

_FOR_PEOPLE = "text"


@click.command()
@paths_argument
@click.option(
    "--format",
    "report",
    type=click.Choice(reports.names()),
    default=_FOR_PEOPLE,
    show_default=True,
    help="How findings are printed.",
)
@fail_on_option
def command(paths: tuple[str, ...], report: str, fail_on: Severity | None) -> int:
    """Check context maps and name every mistake.

    PATH is a .cml file, a folder of them, or - for standard input.

    Exit codes: 0 nothing found at or above --fail-on, 1 findings, 2 could not run.
    """
    compilation = compiled(paths)
    show_findings(compilation, report)
    if report == _FOR_PEOPLE:
        gap = "\n" if compilation.diagnostics else ""
        show(f"{gap}{summary(compilation)}\n")
    return int(finds(compilation, fail_on))
