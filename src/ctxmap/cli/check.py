"""`ctxmap check`: findings to standard output, in one of the reports' formats."""

from __future__ import annotations

import click

from ctxmap import reports
from ctxmap.cli._baseline import baseline_option, record_findings, reviewed
from ctxmap.cli._options import fail_on_option, ignore_option, select_option
from ctxmap.cli._settings import Settings, with_settings
from ctxmap.cli._terminal import show
from ctxmap.cli._workspace import compiled, finds, show_findings

_FOR_PEOPLE = "text"


@click.command()
@with_settings
@click.option(
    "--format",
    "report",
    type=click.Choice(reports.names()),
    default=_FOR_PEOPLE,
    show_default=True,
    help="How findings are printed.",
)
@select_option
@ignore_option
@fail_on_option
@baseline_option
@click.option("--write-baseline", "is_recorded", is_flag=True, help="Record what is found, for --baseline to leave be.")
@click.option("--statistics", "is_counted", is_flag=True, help="Count findings by rule in place of showing them.")
@click.option("-q", "--quiet", is_flag=True, help="Print findings and nothing else.")
def command(settings: Settings, report: str, is_recorded: bool, is_counted: bool, quiet: bool) -> int:
    """Check context maps and name every mistake.

    PATH is a .cml file, a folder of them, or - for standard input; without it, the sources that the configuration
    names are read. The configuration is the nearest ctxmap.toml, or pyproject.toml with a [tool.ctxmap], upwards of the
    first PATH.

    Exit codes: 0 nothing found at or above --fail-on, 1 findings, 2 could not run.
    """
    compilation = compiled(settings)
    if is_recorded:
        return record_findings(compilation, settings)
    review = reviewed(compilation, settings)
    show_findings(review.compilation, report, counted=is_counted)
    if report == _FOR_PEOPLE and not quiet:
        gap = "\n" if review.compilation.diagnostics else ""
        show(f"{gap}{review.summary()}\n{review.remark()}")
    return int(finds(review.compilation, settings.fail_on))
