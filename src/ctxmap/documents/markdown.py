"""Writes pages as Markdown, so that a model's words stay words wherever they are.

It knows nothing of models. What it writes means the same in CommonMark, GitHub's Markdown and Python-Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from posixpath import dirname, relpath
from textwrap import indent

import msgspec

from ctxmap.documents.page import (
    Anchor,
    Block,
    Break,
    Code,
    CodeBlock,
    Emphasis,
    Heading,
    Inline,
    Link,
    List,
    Page,
    Paragraph,
    Picture,
    Place,
    Strong,
    Table,
    Text,
    WebAddress,
)

_MARKUP = re.compile(r"[\\`*_\[\]{}~$]")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_HASH = re.compile(r"(?<!\S)#")
"""At the beginning of a block it would make a heading, and at the end of a heading it would be dropped."""
_AT_START = re.compile(r"^(\d*)(>|[.)+:=-](?=[\s=-]|$))")
"""What makes a quote, a list or a line of another kind at the beginning of a paragraph or list item."""
_NO_CODE = re.compile(r"[`\\|]")
"""What a code span can't hold in every place."""


def page_as_markdown(page: Page) -> str:
    """A page of a build; its links are relative to its own path."""
    return as_markdown(page.blocks, page.path)


def as_markdown(blocks: Iterable[Block], path: str = "") -> str:
    """The blocks with an empty line between them and a line end behind the last; `path` is the page's."""
    writer = _Writer(dirname(path))
    return "\n\n".join(map(writer.block, blocks)) + "\n"


class _Writer(msgspec.Struct, frozen=True):
    """Writes the blocks of one page; `folder` is the folder of the page, below the output folder."""

    folder: str

    def block(self, block: Block) -> str:
        match block:
            case Heading():
                return f"{'#' * block.level} {self.line(block.text)}"
            case Paragraph():
                return _AT_START.sub(r"\1\\\2", self.line(block.text))
            case List():
                markers = (f"{number}." if block.is_numbered else "-" for number in range(1, len(block.items) + 1))
                return "\n".join(self._item(*each) for each in zip(markers, block.items, strict=True))
            case Table():
                return self._table(block)
            case Picture():
                return self._inline(block)
            case CodeBlock():
                fence = "`" * max([3, *(len(run) + 1 for run in re.findall("`+", block.code))])
                return f"{fence}{block.language}\n{block.code}\n{fence}"

    def line(self, text: Text) -> str:
        written = list(map(self._inline, text))
        for number, part in enumerate(text[1:]):
            if isinstance(part, Link) and written[number].endswith("!"):  # would make a picture of the link
                written[number] = f"{written[number][:-1]}\\!"
        return "".join(written)

    def _inline(self, inline: Inline) -> str:
        match inline:
            case str():
                written = escaped(inline)
            case Code():
                written = escaped(inline.text) if _NO_CODE.search(inline.text) else f"`{inline.text}`"
            case Link():
                written = f"[{self.line(inline.text)}]({self._target(inline.target)})"
            case Strong():
                written = f"**{self.line(inline.text)}**"
            case Emphasis():
                written = f"*{self.line(inline.text)}*"
            case Anchor():
                written = f'<a id="{inline.name}"></a>'
            case Break():
                written = "<br>"
            case Picture():
                written = f"![{escaped(inline.shows)}]({self._target(inline.place)})"
        return written

    def _item(self, marker: str, blocks: Iterable[Block]) -> str:
        written = "\n\n".join(map(self.block, blocks))
        return f"{marker} {indent(written, ' ' * (len(marker) + 1)).lstrip()}"

    def _table(self, table: Table) -> str:
        rows = [[self.line(cell).replace("|", r"\|") for cell in row] for row in (table.headers, *table.rows)]
        rows.insert(1, ["---"] * len(table.headers))
        return "\n".join(f"| {' | '.join(row)} |" for row in rows)

    def _target(self, target: Place | WebAddress) -> str:
        if isinstance(target, WebAddress):
            return target.url
        path = relpath(f"/{target.path}", f"/{self.folder}") if target.path else ""
        return f"{path}#{target.anchor}" if target.anchor else path


def escaped(plain: str) -> str:
    """Words as Markdown that means them and nothing else, wherever in a line they are."""
    if plain.isalnum():
        return plain
    return _HASH.sub(r"\#", _ENTITY.sub("&amp;", _MARKUP.sub(r"\\\g<0>", plain)).replace("<", "&lt;"))
