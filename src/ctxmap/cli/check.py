"""`ctxmap check`: prints findings in one of the report formats, and fixes them on request."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import partial

import click

from ctxmap import reports
from ctxmap.cli._fix_options import Fixing, with_fixing
from ctxmap.cli._options import baseline_option, fail_on_option, ignore_option, select_option
from ctxmap.cli._review import Reviewed, reviewed
from ctxmap.cli._settings import Settings, with_settings
from ctxmap.cli._terminal import show
from ctxmap.cli._workspace import at_least, compiled, show_findings
from ctxmap.compiler import Compilation
from ctxmap.findings.finding import Severity

_FOR_PEOPLE = "text"


@click.command()
@partial(with_settings, runs_plugins=True)
@click.option(
    "--format",
    "report",
    type=click.Choice(reports.names()),
    default=_FOR_PEOPLE,
    show_default=True,
    help="The output format.",
)
@click.option(
    "--level",
    type=click.Choice([str(severity) for severity in Severity]),
    default=str(Severity.INFO),
    show_default=True,
    help="Hide findings below this severity; --fail-on still counts them.",
)
@select_option
@ignore_option
@fail_on_option
@baseline_option
@click.option("--write-baseline", "is_recorded", is_flag=True, help="Write the current findings into the baseline.")
@with_fixing
@click.option("--statistics", "is_counted", is_flag=True, help="Print the number of findings for each rule.")
@click.option("-q", "--quiet", is_flag=True, help="Print the findings only, without a summary.")
def command(
    settings: Settings, fixing: Fixing, report: str, level: str, is_recorded: bool, is_counted: bool, quiet: bool
) -> int:
    """Check context maps and report mistakes and design problems.

    PATH is a .cml file, a folder, or - for standard input. Without PATH, ctxmap reads the sources in the configuration.
    The configuration of each map is the nearest ctxmap.toml, or pyproject.toml with [tool.ctxmap], in its folder or
    above it.

    Exit codes: 0 no findings at or above --fail-on, 1 findings (with --diff: or changes), 2 could not run.
    """
    if is_recorded and fixing.is_wanted:
        raise click.UsageError(
            "--write-baseline can't be used with --fix or --diff: fix first, then write the baseline"
        )
    if is_recorded:
        from ctxmap.cli._baseline import is_of_check, record_findings  # noqa: PLC0415 — only for who asks for it

        return record_findings(compiled(settings.projects), is_of_check)

    def tell(review: Reviewed, done: str = "", *, err: bool = False) -> int:
        shown = at_least(review.compilation, Severity[level.upper()])
        show_findings(shown, report, counted=is_counted, err=err)
        if report == _FOR_PEOPLE and not quiet:
            gap = "\n" if shown.diagnostics else ""
            show(f"{gap}{review.summary()}{done or _fixable(review.compilation, settings)}\n{review.remark()}", err=err)
        return int(review.fails)

    if fixing.is_wanted:
        from ctxmap.cli._apply_fixes import fix  # noqa: PLC0415 — only for who asks for it

        return fix(settings, fixing, tell)
    return tell(reviewed(compiled(settings.projects)))


def _fixable(compilation: Compilation, settings: Settings) -> str:
    """The end of the summary, if some findings can be fixed safely; files that are only imported are never changed."""
    safe = [found for found in compilation.diagnostics if found.fix and found.fix.is_safe]
    if not safe:
        return ""
    given = [os.path.abspath(path) for project in settings.projects for path in project.paths]  # noqa: PTH100
    number = sum(1 for found in safe if found.path.startswith("<") or _is_at_or_below(found.path, given))
    return f"; {number} can be fixed with --fix" if number else ""


def _is_at_or_below(path: str, given: Iterable[str]) -> bool:
    place = os.path.abspath(path)  # noqa: PTH100 — links are not followed
    return any(place == each or place.startswith(os.path.join(each, "")) for each in given)  # noqa: PTH118
