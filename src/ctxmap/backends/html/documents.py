"""The pages of the Markdown backend as trees that `map.html` can make elements of: what it tells is what they tell.

It reads the Markdown that we write, not all that there is. A tree's node is a text or a list that begins with a tag:
`["p", "It ", ["strong", "pays"]]`, `["a", "#contexts/cart.md", "Cart"]`, `["anchor", "place"]`; a table is its rows of
cells, the head first. Nothing in a tree is markup.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from html import unescape
from posixpath import dirname, join, normpath

from msgspec.structs import replace

from ctxmap import backends
from ctxmap.backends import Request, markdown

Node = str | Sequence["Node"]

_BLOCK = re.compile(r"^```[^\n]*\n.*?^```$|(?:^[^\n]+\n?)+", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"(#{1,4}) (.*)")
_ITEM = re.compile(r"(?:-|\d+\.) (.*)")
_CELL = re.compile(r"(?<!\\)\|")
_INLINE = re.compile(
    r"""\\(?P<escaped>[!-/:-@\[-`{-~])
    | `(?P<code>[^`]*)`
    | !?\[(?P<text>(?:\\.|`[^`]*`|[^\]\\`])*)\]\((?P<target>[^)\s]*)\)
    | \*\*(?P<strong>(?:\\.|`[^`]*`|[^*\\`])+)\*\*
    | \*(?P<em>(?:\\.|`[^`]*`|[^*\\`])+)\*
    | (?P<entity>&\#?\w+;)
    | <a\ id="(?P<anchor>[^"]*)"></a>
    | (?P<br><br>)
    | <[!/A-Za-z][^>]*>  # other markup of ours, such as comments, means nothing here""",
    re.VERBOSE,
)
_WEB = re.compile(r"(?:https?|mailto):")


def documents(request: Request, pictures: Container[str]) -> Mapping[str, list[Node]]:
    """The pages by their paths; links to other pages and to these pictures lead to where `map.html` shows them."""
    configuration = request.configuration
    output = configuration.output
    chosen = backends.by_default() if output.formats is None else output.formats
    beside = {*chosen, "svg"} - {"html"}  # pictures are in here, whatever else is built
    configuration = replace(configuration, output=replace(output, formats=tuple(sorted(beside))))
    texts = {each.path: each.text for each in markdown.build.build(replace(request, configuration=configuration))}
    return {
        path: list(_Reader(path, lambda file: file in texts or file in pictures).blocks(text))
        for path, text in texts.items()
    }


def inside(path: str, target: str) -> str:
    """Where a relative link of a file of the build leads, as a path below the output folder."""
    file, hash_, anchor = target.partition("#")
    return (normpath(join(dirname(path), file)) if file else path) + hash_ + anchor


class _Reader:
    """Reads one page."""

    def __init__(self, path: str, is_known: Callable[[str], bool]) -> None:
        self._path = path
        self._is_known = is_known

    def blocks(self, text: str) -> Iterator[Node]:
        for found in _BLOCK.finditer(text):
            block = found[0].rstrip("\n")
            if block.startswith("```"):
                yield ["pre", ["code", "\n".join(block.split("\n")[1:-1])]]
            elif heading := _HEADING.fullmatch(block):
                yield [f"h{len(heading[1]) + 1}", *self.inline(heading[2])]
            elif block.startswith("| "):
                yield ["table", *self._rows(block)]
            elif _ITEM.match(block):
                items = [["li", *self.inline(_ITEM.sub(r"\1", line, count=1))] for line in block.split("\n")]
                yield ["ul" if block.startswith("-") else "ol", *items]
            elif paragraph := list(self.inline(block)):
                yield ["p", *paragraph]

    def _rows(self, block: str) -> Iterator[Node]:
        for number, line in enumerate(block.split("\n")):
            if number != 1:
                cells = _CELL.split(line.strip())[1:-1]
                yield [list(self.inline(cell.strip().replace(r"\|", "|"))) for cell in cells]

    def inline(self, text: str) -> Iterator[Node]:
        """Texts and marked texts in turn; neighbouring texts are one."""
        said, at = "", 0
        for found in _INLINE.finditer(text):
            said, at = said + text[at : found.start()], found.end()
            node = self._node(found)
            if isinstance(node, str):
                said += node
            else:
                yield from [said, node] if said else [node]
                said = ""
        if said := said + text[at:]:
            yield said

    def _node(self, found: re.Match[str]) -> Node:
        """What a piece of Markdown says."""
        match found.lastgroup:
            case "escaped":
                node = found["escaped"]
            case "entity":
                node = unescape(found["entity"])
            case "code" | "anchor" as tag:
                node = [tag, found[tag]]
            case "strong" | "em" as tag:
                node = [tag, *self.inline(found[tag])]
            case "br" as tag:
                node = [tag]
            case "target":
                node = ["a", self._target(found["target"]), *self.inline(found["text"])]
            case _:
                node = ""
        return node

    def _target(self, target: str) -> str:
        """To the web as it is, to what the page shows by its path, to other files of the build beside the page."""
        if _WEB.match(target):
            return target
        path = inside(self._path, target)
        return f"#{path}" if self._is_known(path.partition("#")[0]) else path
