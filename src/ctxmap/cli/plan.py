"""`ctxmap plan`: in which order contexts come out of a legacy system, and why."""

from __future__ import annotations

import click

from ctxmap.cli._options import baseline_option, fail_on_option
from ctxmap.cli._plan_formats import FORMATS
from ctxmap.cli._review import reviewed
from ctxmap.cli._settings import Settings, with_settings
from ctxmap.cli._terminal import show
from ctxmap.cli._workspace import compiled, finds

_FOR_PEOPLE = "text"


@click.command()
@with_settings
@click.option(
    "--format",
    "wanted",
    type=click.Choice(list(FORMATS)),
    default=_FOR_PEOPLE,
    show_default=True,
    help="How the plan is printed.",
)
@fail_on_option
@baseline_option
def command(settings: Settings, wanted: str) -> int:
    """Plan what comes out of a legacy system first.

    PATH is a .cml file, a folder of them, or - for standard input; without it, the sources that the configuration
    names are read. Contexts with `extractedFrom` or `migration` are planned: what is coupled least comes first. The
    plan says why, what each still shares with the legacy system, and what stands in the way.

    Exit codes: 0 nothing found at or above --fail-on, 1 findings, 2 could not run. The plan is printed all the same.
    """
    compilation = compiled(settings)
    show(FORMATS[wanted](compilation.models))
    review = reviewed(compilation, settings)
    if review.compilation.diagnostics and wanted == _FOR_PEOPLE:
        show(f"\n{review.summary()}; `ctxmap check` shows them\n", err=True)
    return int(finds(review.compilation, settings.fail_on))
