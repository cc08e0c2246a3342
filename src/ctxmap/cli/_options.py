"""Options of several commands that override keys of the configuration."""

from __future__ import annotations

from typing import get_args

import click

from ctxmap.cli._completion import several_of
from ctxmap.cli._settings import overriding, rule_names
from ctxmap.configuration import ALWAYS_ON, FailOn, Language
from ctxmap.model.elements import LandscapeState

STANDARD_OUTPUT = "-"
STATES: dict[str, LandscapeState] = {"as-is": "AS_IS", "to-be": "TO_BE", "none": ""}
"""The states of maps as options name them."""


def _rules(value: str) -> tuple[str, ...]:
    """Names of rules; they are checked later, once the plug-ins are known."""
    return tuple(dict.fromkeys(name.strip() for name in value.split(",")))


def _ignorable_rules(value: str) -> tuple[str, ...]:
    if ALWAYS_ON in (rules := _rules(value)):
        raise click.BadParameter(f"\"{ALWAYS_ON}\" can't be turned off: rules can't judge what can't be read")
    return rules


def _ignorable_names() -> tuple[str, ...]:
    return tuple(name for name in rule_names() if name != ALWAYS_ON)


fail_on_option = overriding(
    "--fail-on",
    key="fail-on",
    type=click.Choice(get_args(FailOn)),
    help="Exit with 1 if there are findings of this severity or higher.  [default: error]",
)
select_option = overriding(
    "--select",
    key="select",
    read=_rules,
    metavar="RULES",
    shell_complete=several_of(rule_names),
    help="Run only these rules (separated by commas), even if the configuration turns them off.",
)
ignore_option = overriding(
    "--ignore",
    key="ignore",
    read=_ignorable_rules,
    metavar="RULES",
    shell_complete=several_of(_ignorable_names),
    help="Don't run these rules (separated by commas).",
)
baseline_option = overriding(
    "--baseline",
    key="baseline",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="Hide the findings that are recorded in this file.",
)
language_option = overriding(
    "--language",
    key="diagrams.language",
    type=click.Choice(get_args(Language)),
    help="The language of legends and labels in diagrams.  [default: en]",
)
width_option = overriding(
    "--width",
    key="diagrams.width",
    read=int,
    type=click.IntRange(min=300),
    metavar="PIXELS",
    help="Arrange diagrams so that they can be read at this width, such as 900 in a README.",
)
output_option = overriding(
    "-o",
    "--output",
    key="output.folder",
    type=click.Path(file_okay=False, allow_dash=True),
    metavar="DIR",
    help="The output folder, or - for standard output.  [default: build]",
)


def date_of(_ctx: click.Context, _option: click.Parameter, value: str | None) -> str:
    """A date as `2027-03-31`; raises `BadParameter`."""
    if value is None:
        return ""
    from datetime import datetime  # noqa: PLC0415 — only where a date is given

    try:
        return datetime.strptime(value, "%Y-%m-%d").date().isoformat()
    except ValueError:
        raise click.BadParameter(f'"{value}" is not a date; write it as 2027-03-31') from None
