"""`ctxmap plan`: the order in which to extract contexts from a legacy system, and why."""

from __future__ import annotations

import click

from ctxmap.cli._options import baseline_option, fail_on_option
from ctxmap.cli._plan_formats import FORMATS
from ctxmap.cli._review import reviewed
from ctxmap.cli._settings import Settings, with_settings
from ctxmap.cli._terminal import show
from ctxmap.cli._workspace import compiled

_FOR_PEOPLE = "text"


@click.command()
@with_settings
@click.option(
    "--format",
    "wanted",
    type=click.Choice(list(FORMATS)),
    default=_FOR_PEOPLE,
    show_default=True,
    help="The output format.",
)
@fail_on_option
@baseline_option
def command(settings: Settings, wanted: str) -> int:
    """Plan the extraction of contexts from a legacy system.

    PATH is a .cml file, a folder, or - for standard input. Without PATH, ctxmap reads the sources in the configuration.
    The plan lists contexts with `extractedFrom` or `migration`, the least coupled first. For each it says why, what the
    context still shares with the legacy system, and what blocks its extraction.

    Exit codes: 0 no findings at or above --fail-on, 1 findings, 2 could not run. Findings don't suppress the plan.
    """
    review = reviewed(compiled([project.without_plugins for project in settings.projects]))
    show(FORMATS[wanted](review.compilation.models))
    if review.compilation.diagnostics and wanted == _FOR_PEOPLE:
        show(f"\n{review.summary()}; `ctxmap check` shows them\n", err=True)
    return int(review.fails)
