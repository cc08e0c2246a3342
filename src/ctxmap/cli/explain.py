"""`ctxmap explain`: a rule's page, which is its documentation and its test."""

from __future__ import annotations

import click

from ctxmap.cli._suggestions import unknown
from ctxmap.cli._terminal import show
from ctxmap.resources import rule_pages_folder


@click.command()
@click.argument("rule")
def command(rule: str) -> int:
    """Print the page of a rule: why it matters, a map that breaks it, the map mended."""
    pages = {page.stem: page for page in sorted(rule_pages_folder().glob("*.md"))}
    if rule not in pages:
        raise click.UsageError(
            f"{unknown('rule', rule, pages)}; 'ctxmap rules' lists them all", click.get_current_context()
        )
    show(pages[rule].read_text("utf-8"))
    return 0
