"""`ctxmap rules`: what ctxmap looks for."""

from __future__ import annotations

import click

from ctxmap import rulebook
from ctxmap.cli._terminal import show


@click.command()
def command() -> int:
    """List the rules with their severity and what each looks for."""
    pages = rulebook.pages()
    width = max(len(page.name) for page in pages)
    for page in pages:
        show(f"{page.name:{width}}  {page.severity!s:7}  {page.summary}\n")
    return 0
