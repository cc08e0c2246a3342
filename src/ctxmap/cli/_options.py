"""Options of several commands that stand for keys of the configuration."""

from __future__ import annotations

from typing import get_args

import click

from ctxmap import backends, rulebook
from ctxmap.cli._completion import several_of
from ctxmap.cli._settings import overriding
from ctxmap.cli._suggestions import unknown
from ctxmap.configuration import ALWAYS_ON, FailOn


def _rules(value: str) -> tuple[str, ...]:
    """Names of rules; whether there are such is settled when it is known which plug-ins there are."""
    return tuple(dict.fromkeys(name.strip() for name in value.split(",")))


def _ignorable_rules(value: str) -> tuple[str, ...]:
    if ALWAYS_ON in (rules := _rules(value)):
        raise click.BadParameter(f"\"{ALWAYS_ON}\" can't be switched off: what can't be read can't be judged")
    return rules


def _backends(value: str) -> tuple[str, ...]:
    """Names of backends, in the order in which they are run."""
    named = [name.strip() for name in value.split(",")]
    for name in named:
        if name not in backends.names():
            raise click.BadParameter(unknown("backend", name, backends.names()))
    return tuple(name for name in backends.names() if name in named)


class _Only(click.Option):
    """Says in its help which backends there are, and knows it only then: finding out which are usual imports them."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        on_request = sorted(set(backends.names()) - set(backends.usual()))
        self.help = (
            f"Build only these, separated by commas. Without it: {', '.join(backends.usual())}. "
            f"On request: {', '.join(on_request)}."
        )
        return super().get_help_record(ctx)


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
    shell_complete=several_of(rulebook.names),
    help="Run only these rules, separated by commas, even if they are off in the configuration.",
)
ignore_option = overriding(
    "--ignore",
    key="ignore",
    read=_ignorable_rules,
    metavar="RULES",
    shell_complete=several_of(rulebook.names),
    help="Don't run these rules, separated by commas.",
)
output_option = overriding(
    "-o",
    "--output",
    key="output.folder",
    type=click.Path(file_okay=False),
    metavar="DIR",
    help="The folder to write into.  [default: build]",
)
formats_option = overriding(
    "--only",
    key="output.formats",
    read=_backends,
    metavar="NAMES",
    shell_complete=several_of(backends.names),
    cls=_Only,
)
