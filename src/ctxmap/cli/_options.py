"""What several commands take: paths, and from which severity on they fail."""

from __future__ import annotations

import click

from ctxmap.findings import Severity

_NEVER = "never"

paths_argument = click.argument(
    "paths",
    metavar="PATH...",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, allow_dash=True),
)


def _threshold(_ctx: click.Context, _option: click.Parameter, value: str) -> Severity | None:
    return None if value == _NEVER else Severity[value.upper()]


fail_on_option = click.option(
    "--fail-on",
    type=click.Choice([*map(str, sorted(Severity, reverse=True)), _NEVER]),
    default=str(Severity.ERROR),
    show_default=True,
    callback=_threshold,
    help="Exit with 1 if there are findings of this severity or worse.",
)
