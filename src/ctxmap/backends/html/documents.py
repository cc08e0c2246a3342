"""The pages as trees that `map.html` can make elements of.

A tree's node is a text or a list that begins with a tag: `["p", "It ", ["strong", "pays"]]`,
`["a", "#contexts/cart.md", "Cart"]`, `["anchor", "place"]`; a table is its rows of cells, the headers first. Nothing in
a tree is markup.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

import msgspec
from msgspec.structs import replace

from ctxmap import backends
from ctxmap.backends import Request
from ctxmap.documents.all_pages import all_pages
from ctxmap.documents.built import built_files
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
    Paragraph,
    Picture,
    Place,
    Strong,
    Table,
    Text,
    WebAddress,
)

Node = str | Sequence["Node"]


def documents(request: Request, pictures: Container[str]) -> Mapping[str, list[Node]]:
    """The pages by their paths; links to other pages and to these pictures lead to where `map.html` shows them."""
    output = request.configuration.output
    chosen = backends.by_default() if output.formats is None else output.formats
    beside = {*chosen, "svg"} - {"html"}  # pictures are in here, whatever else is built
    files = built_files(request.model, replace(output, formats=tuple(sorted(beside))))
    pages = {page.path: page for page in all_pages(request.model, request.diagnostics, files)}
    inside = frozenset(path for path in files if path in pages or path in pictures)
    return {path: list(map(_Writer(path, inside).block, page.blocks)) for path, page in pages.items()}


def line(text: Text) -> Sequence[Node]:
    """A text without links as the nodes of a tree."""
    return _Writer("", frozenset()).line(text)


class _Writer(msgspec.Struct, frozen=True):
    """Writes one page; `inside` are the paths of what `map.html` shows itself."""

    path: str
    inside: frozenset[str]

    def block(self, block: Block) -> Node:
        match block:
            case Heading():
                return [f"h{block.level + 1}", *self.line(block.text)]
            case Paragraph():
                return ["p", *self.line(block.text)]
            case List():
                return ["ol" if block.is_numbered else "ul", *map(self._item, block.items)]
            case Table():
                rows = (block.headers, *block.rows)
                return ["table", *([list(self.line(cell)) for cell in row] for row in rows)]
            case Picture():
                return ["p", self._inline(block)]
            case CodeBlock():
                return ["pre", ["code", block.code]]

    def _item(self, blocks: Sequence[Block]) -> Node:
        match blocks:
            case (Paragraph() as only,):
                return ["li", *self.line(only.text)]
            case _:
                return ["li", *map(self.block, blocks)]

    def line(self, text: Text) -> Sequence[Node]:
        return [self._inline(each) for each in text]

    def _inline(self, inline: Inline) -> Node:
        match inline:
            case str():
                node = inline
            case Code():
                node = ["code", inline.text]
            case Link():
                node = ["a", self._target(inline.target), *self.line(inline.text)]
            case Strong():
                node = ["strong", *self.line(inline.text)]
            case Emphasis():
                node = ["em", *self.line(inline.text)]
            case Anchor():
                node = ["anchor", inline.name]
            case Break():
                node = ["br"]
            case Picture():
                node = ["a", self._target(inline.place), inline.shows]
        return node

    def _target(self, target: Place | WebAddress) -> str:
        """To the web as it is, to what the page shows by its path, to other files of the build beside the page."""
        if isinstance(target, WebAddress):
            return target.url
        path = target.path or self.path
        place = f"{path}#{target.anchor}" if target.anchor else path
        return f"#{place}" if path in self.inside else place
