"""Writes pages for people at a terminal: headings are bold, code is indented, lines fit the width.

It knows nothing of rules or models, and reads no Markdown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from textwrap import indent, wrap

import click
import msgspec
from msgspec.structs import replace

from ctxmap.documents.page import (
    Anchor,
    Block,
    Break,
    Code,
    CodeBlock,
    Emphasis,
    Heading,
    Link,
    List,
    Paragraph,
    Picture,
    Strong,
    Table,
    Text,
    WebAddress,
    plain,
)
from ctxmap.highlighting.terminal import pieces_of_code
from ctxmap.reports._characters import visible, width

_INDENT = "    "
_GAP = "  "
"""Between the columns of a table."""


class _Style(msgspec.Struct, frozen=True):
    """How characters look: the arguments of `click.style`."""

    bold: bool | None = None
    italic: bool | None = None
    fg: str | None = None


_PLAIN = _Style()
_BOLD = _Style(bold=True)


def for_terminal(blocks: Iterable[Block], columns: int) -> str:
    """The blocks with an empty line between them, on lines of at most so many columns where words allow it."""
    return "\n\n".join(_block(block, columns) for block in blocks) + "\n"


def _block(block: Block, columns: int) -> str:
    match block:
        case Heading():
            written = _lines(block.text, columns, _BOLD)
        case Paragraph():
            written = _lines(block.text, columns)
        case List():
            written = "\n".join(_items(block, columns))
        case Table():
            written = "\n".join(_rows(block))
        case Picture():
            written = visible(block.shows)
        case CodeBlock():
            written = indent(_painted(block), _INDENT)
    return written


def _painted(block: CodeBlock) -> str:
    pieces = pieces_of_code(block.code, block.language)
    return "".join(
        "\n".join(f"\x1b[{style}m{line}\x1b[0m" if style and line else line for line in map(visible, piece.split("\n")))
        for piece, style in pieces
    )


def _items(items: List, columns: int) -> Iterator[str]:
    for number, blocks in enumerate(items.items, 1):
        marker = f"{number}. " if items.is_numbered else "- "
        item = "\n\n".join(_block(block, columns - len(marker)) for block in blocks)
        yield marker + indent(item, " " * len(marker)).lstrip(" ")


def _rows(table: Table) -> Iterator[str]:
    """Headers and rows, as wide as they are."""
    headers = [_lines(cell, None, _BOLD) for cell in table.headers]
    rows = [headers, *([_lines(cell, None) for cell in row] for row in table.rows)]
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell + " " * (room - _width(cell)) for cell, room in zip(row, widths, strict=True))
        yield _GAP.join(cells).rstrip()


def _width(styled: str) -> int:
    return width(click.unstyle(styled))


def _lines(text: Text, columns: int | None, style: _Style = _PLAIN) -> str:
    """A text with its styles, broken into lines at blanks; all on one line where columns don't matter."""
    characters = list(_characters(text, style))
    shown = "".join(character for character, _ in characters)
    lines: list[str] = []
    at = 0
    for line in _broken(shown, columns or len(shown)):
        at = shown.index(line, at)
        groups = groupby(characters[at : at + len(line)], key=itemgetter(1))
        lines.append("".join(_styled("".join(character for character, _ in group), look) for look, group in groups))
        at += len(line)
    return "\n".join(lines)


def _broken(shown: str, columns: int) -> Iterator[str]:
    for line in shown.split("\n"):
        yield from wrap(line, max(columns, 1), break_long_words=False, break_on_hyphens=False)


def _styled(shown: str, style: _Style) -> str:
    return shown if style == _PLAIN else click.style(shown, bold=style.bold, italic=style.italic, fg=style.fg)


def _characters(text: Text, style: _Style) -> Iterator[tuple[str, _Style]]:
    """What is shown of a text, each character with its style."""
    for part in text:
        match part:
            case str():
                yield from ((character, style) for character in visible(part))
            case Code():
                yield from ((character, replace(style, fg="cyan")) for character in visible(part.text))
            case Strong():
                yield from _characters(part.text, replace(style, bold=True))
            case Emphasis():
                yield from _characters(part.text, replace(style, italic=True))
            case Link():
                yield from _characters(_with_address(part), style)
            case Break():
                yield "\n", style
            case Picture():
                yield from ((character, style) for character in visible(part.shows))
            case Anchor():
                pass


def _with_address(link: Link) -> Text:
    """A link's text; behind it the address on the web, unless that is the text."""
    if isinstance(link.target, WebAddress) and link.target.url != plain(link.text):
        return (*link.text, f" ({link.target.url})")
    return link.text
