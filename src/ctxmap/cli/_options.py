"""Options of several commands that stand for keys of the configuration."""

from __future__ import annotations

from typing import get_args

import click

from ctxmap.cli._completion import several_of
from ctxmap.cli._settings import overriding, rule_names
from ctxmap.configuration import ALWAYS_ON, FailOn, Language

STANDARD_OUTPUT = "-"


def _rules(value: str) -> tuple[str, ...]:
    """Names of rules; whether there are such is settled when it is known which plug-ins there are."""
    return tuple(dict.fromkeys(name.strip() for name in value.split(",")))


def _ignorable_rules(value: str) -> tuple[str, ...]:
    if ALWAYS_ON in (rules := _rules(value)):
        raise click.BadParameter(f"\"{ALWAYS_ON}\" can't be switched off: what can't be read can't be judged")
    return rules


def _ignorable_names() -> tuple[str, ...]:
    return tuple(name for name in rule_names() if name != ALWAYS_ON)


fail_on_option = overriding(
    "--fail-on",
    key="fail-on",
    type=click.Choice(get_args(FailOn)),
    help="Exit with 1 if there are findings of this severity or worse.  [default: error]",
)
select_option = overriding(
    "--select",
    key="select",
    read=_rules,
    metavar="RULES",
    shell_complete=several_of(rule_names),
    help="Run only these rules, separated by commas, even if they are off in the configuration.",
)
ignore_option = overriding(
    "--ignore",
    key="ignore",
    read=_ignorable_rules,
    metavar="RULES",
    shell_complete=several_of(_ignorable_names),
    help="Don't run these rules, separated by commas.",
)
baseline_option = overriding(
    "--baseline",
    key="baseline",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="Leave be what this file records.",
)
language_option = overriding(
    "--language",
    key="diagrams.language",
    type=click.Choice(get_args(Language)),
    help="The language of the fixed words in diagrams.  [default: en]",
)
output_option = overriding(
    "-o",
    "--output",
    key="output.folder",
    type=click.Path(file_okay=False, allow_dash=True),
    metavar="DIR",
    help="The folder to write into, or - for standard output.  [default: build]",
)
