"""`ctxmap explain`: a rule's page, which is its documentation and its test."""

from __future__ import annotations

import click

from ctxmap.cli._completion import one_of
from ctxmap.cli._settings import isolated_option, plugins_here, rule_names
from ctxmap.cli._suggestions import unknown
from ctxmap.cli._terminal import columns, show_page, use_color
from ctxmap.findings import rulebook
from ctxmap.findings.rulebook import RulePage


@click.command()
@click.argument("rule", shell_complete=one_of(rule_names))
@isolated_option
def command(rule: str, isolated: bool) -> int:
    """Print the page of a rule: why it matters and how to fix it."""
    text = _page(rule, isolated=isolated).text
    show_page(_for_reading(text) if use_color() else text)
    return 0


def _for_reading(markdown: str) -> str:
    from ctxmap.cli._terminal_page import for_terminal  # noqa: PLC0415 — pipes get the page as it is
    from ctxmap.documents.markdown_reader import read_markdown  # noqa: PLC0415

    return for_terminal(read_markdown(markdown), columns())


def _page(rule: str, *, isolated: bool) -> RulePage:
    """The page of a rule, ours or a plug-in's."""
    if rule in rulebook.names():
        return rulebook.page(rule)
    pages = plugins_here(isolated=isolated).pages
    if rule not in pages:
        known = (*rulebook.names(), *pages)
        raise click.ClickException(unknown("rule", rule, known, otherwise="'ctxmap rules' lists them all"))
    return pages[rule]
