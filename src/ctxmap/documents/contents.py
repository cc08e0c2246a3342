"""The line of links with which a long page begins, and the places in it that they lead to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ctxmap.documents.markdown import anchor, link
from ctxmap.model.names import distinct, kebab_case


def with_contents(blocks: Iterable[str]) -> Iterator[str]:
    """The blocks with a place at each section, and behind the title a line that leads to all of them."""
    filled = dict(enumerate(block for block in blocks if block))
    titles = {number: block.removeprefix("## ") for number, block in filled.items() if block.startswith("## ")}
    places = distinct((str(number), f"section-{kebab_case(title)}") for number, title in titles.items())
    for number, block in filled.items():
        if number in titles:
            yield anchor(places[str(number)])
        yield block
        if number == 0 and titles:
            yield " · ".join(link(title, f"#{places[str(number)]}") for number, title in titles.items())
