"""`ctxmap explain`: a rule's page, which is its documentation and its test."""

from __future__ import annotations

import click

from ctxmap import rulebook
from ctxmap.cli._completion import one_of
from ctxmap.cli._reading import rendered
from ctxmap.cli._suggestions import unknown
from ctxmap.cli._terminal import show_page, use_color


@click.command()
@click.argument("rule", shell_complete=one_of(rulebook.names))
def command(rule: str) -> int:
    """Print the page of a rule: why it matters and how to mend it."""
    if rule not in rulebook.names():
        message = unknown("rule", rule, rulebook.names(), otherwise="'ctxmap rules' lists them all")
        raise click.ClickException(message)
    text = rulebook.page(rule).text
    show_page(rendered(text) if use_color() else text)
    return 0
