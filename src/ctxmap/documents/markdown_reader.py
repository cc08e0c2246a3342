"""Reads Markdown that people have written, such as the page of a rule, as the values that writers know.

Relative links become their text, since only the author's site knows where they lead. HTML is left out. Nothing else
reads Markdown, least of all what `markdown.py` has written.
"""

from __future__ import annotations

from collections.abc import Iterable

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from ctxmap.documents.page import (
    BREAK,
    Block,
    Blocks,
    CodeBlock,
    Emphasis,
    Heading,
    Link,
    List,
    Paragraph,
    Part,
    Strong,
    Table,
    Text,
    code,
    text,
    web_link,
)


def read_markdown(markdown: str) -> Blocks:
    """The blocks of a CommonMark text with tables."""
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown)
    return _blocks(SyntaxTreeNode(tokens).children)


def _blocks(nodes: Iterable[SyntaxTreeNode]) -> Blocks:
    return tuple(block for node in nodes for block in _block(node))


def _block(node: SyntaxTreeNode) -> Iterable[Block]:
    match node.type:
        case "heading":
            yield Heading(int(node.tag[1:]), _text(node.children))
        case "paragraph":
            yield Paragraph(_text(node.children))
        case "fence" | "code_block":
            yield CodeBlock(node.content.removesuffix("\n"), node.info.strip())
        case "bullet_list" | "ordered_list":
            yield List(tuple(_blocks(item.children) for item in node.children), node.type == "ordered_list")
        case "table":
            rows = [row for part in node.children for row in part.children]
            headers, *cells = (tuple(_text(cell.children) for cell in row.children) for row in rows)
            yield Table(headers, tuple(cells))
        case "html_block" | "hr":
            pass
        case _:
            yield from _blocks(node.children)


def _text(nodes: Iterable[SyntaxTreeNode]) -> Text:
    return text(*map(_part, nodes))


def _part(node: SyntaxTreeNode) -> Part:
    match node.type:
        case "text" | "text_special":
            part = node.content
        case "code_inline":
            part = code(node.content)
        case "softbreak":
            part = " "
        case "hardbreak":
            part = BREAK
        case "strong":
            part = Strong(_text(node.children))
        case "em":
            part = Emphasis(_text(node.children))
        case "link":
            address = web_link(str(node.attrs["href"]))
            shown = _text(node.children)
            part = Link(address.target, shown) if isinstance(address, Link) else shown
        case "html_inline":
            part = ""
        case _:
            part = _text(node.children)
    return part
