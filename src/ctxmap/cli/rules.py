"""`ctxmap rules`: lists the rules."""

from __future__ import annotations

import click

from ctxmap.cli._rule_lists import FORMATS
from ctxmap.cli._settings import isolated_option, plugins_here
from ctxmap.cli._terminal import show
from ctxmap.findings import rulebook


@click.command()
@click.option(
    "--format",
    "listed",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="The output format; markdown is the index of the rule pages.",
)
@isolated_option
def command(listed: str, isolated: bool) -> int:
    """List the rules, each with its severity and a summary."""
    plugins = plugins_here(isolated=isolated)
    pages = sorted((*rulebook.pages(), *plugins.pages.values()), key=lambda page: page.name)
    show(FORMATS[listed](pages, plugins))
    return 0
