"""The table of contents of a long page: a line of links below its title, and the anchors of its sections."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.documents.page import Anchor, Block, Blocks, Heading, Link, Place, join, paragraph, plain
from ctxmap.model.names import distinct, kebab_case


def with_contents(blocks: Blocks) -> Iterator[Block]:
    """The blocks with an anchor before each section and, below the title, a line of links to them."""
    titles = {i: block.text for i, block in enumerate(blocks) if isinstance(block, Heading) and block.level == 2}
    anchors = distinct((str(i), f"section-{kebab_case(plain(title))}") for i, title in titles.items())
    for i, block in enumerate(blocks):
        if i in titles:
            yield from paragraph(Anchor(anchors[str(i)]))
        yield block
        if i == 0:
            links = (Link(Place(anchor=anchors[str(section)]), title) for section, title in titles.items())
            yield from paragraph(join(" · ", links))
