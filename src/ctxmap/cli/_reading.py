"""Markdown for people at a terminal: headings bold, code indented. It is as far from Markdown as one can read."""

from __future__ import annotations

import re

import click

_FENCED = re.compile(r"^```[^\n]*\n(?P<code>.*?)^```\n?", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^#+ (?P<heading>.+)$", re.MULTILINE)
_STRONG = re.compile(r"\*\*(?P<strong>[^*]+)\*\*")
_EMPHASIS = re.compile(r"(?<!\w)\*(?P<emphasis>[^*\n][^*]*)\*(?!\w)")
_CODE = re.compile(r"`(?P<words>[^`\n]+)`")
_INDENT = "    "


def rendered(page: str) -> str:
    """The page with the marks of Markdown turned into what terminals know."""
    text, at = "", 0
    for fenced in _FENCED.finditer(page):
        text += _prose(page[at : fenced.start()]) + _code(fenced["code"])
        at = fenced.end()
    return text + _prose(page[at:])


def _prose(text: str) -> str:
    text = _HEADING.sub(lambda found: click.style(found["heading"], bold=True), text)
    text = _STRONG.sub(lambda found: click.style(found["strong"], bold=True), text)
    text = _EMPHASIS.sub(lambda found: click.style(found["emphasis"], italic=True), text)
    return _CODE.sub(lambda found: click.style(found["words"], fg="cyan"), text)


def _code(text: str) -> str:
    return "".join(f"{_INDENT}{line}" if line.strip() else line for line in text.splitlines(keepends=True))
