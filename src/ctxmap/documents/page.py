"""What pages are made of: headings, paragraphs, lists, tables and pictures, and the words, names and links in them.

A page is a value that says nothing of how it looks; writers turn it into Markdown, into the nodes of `map.html`, and
into text for a terminal. A `str` is plain words: a writer escapes whatever its format would take for markup. This
module knows nothing of models, files or formats.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import quote

import msgspec

_BLANKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\s]+")
_WEB = ("https://", "http://", "mailto:")
_SAFE_IN_URL = "/:?#@!$&'*+,;=%-._~"


class Strong(msgspec.Struct, frozen=True):
    """Text that stands out."""

    text: Text


class Emphasis(msgspec.Struct, frozen=True):
    """Text with a stress on it."""

    text: Text


class Code(msgspec.Struct, frozen=True):
    """A name of the map, or a word of its language."""

    text: str


class Place(msgspec.Struct, frozen=True):
    """A file of the same build, by its path below the output folder, or an anchor in it.

    Without a path, an anchor of the same page.
    """

    path: str = ""
    anchor: str = ""


class WebAddress(msgspec.Struct, frozen=True):
    """A web page or mail address, without characters that end it in any format."""

    url: str


class Link(msgspec.Struct, frozen=True):
    """Text that leads to a place or an address."""

    target: Place | WebAddress
    text: Text


class Anchor(msgspec.Struct, frozen=True):
    """A place that links can lead to, whatever words are around it."""

    name: str


class Break(msgspec.Struct, frozen=True):
    """The end of a line inside a paragraph or a cell."""


class Picture(msgspec.Struct, frozen=True):
    """A diagram of the same build, and what it shows: between paragraphs, or in the cell of a table."""

    place: Place
    shows: str


Inline = str | Strong | Emphasis | Code | Link | Anchor | Break | Picture
Text = tuple[Inline, ...]
"""Words, and what is among them: no two plain strings side by side, no empty ones; `()` if there is nothing."""
Part = Inline | Text
"""What a text is put together from."""


class Heading(msgspec.Struct, frozen=True):
    """The title of a page (level 1) or of a section."""

    level: int
    text: Text


class Paragraph(msgspec.Struct, frozen=True):
    """Some sentences, or a line of links."""

    text: Text


class List(msgspec.Struct, frozen=True):
    """A list with bullets or numbers; an item is usually one paragraph."""

    items: tuple[Blocks, ...]
    is_numbered: bool = False


class Table(msgspec.Struct, frozen=True):
    """A row of headers and rows of cells, all of one length."""

    headers: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]


class CodeBlock(msgspec.Struct, frozen=True):
    """Lines of code, and their language."""

    code: str
    language: str = ""


Block = Heading | Paragraph | List | Table | Picture | CodeBlock
Blocks = tuple[Block, ...]


class Page(msgspec.Struct, frozen=True):
    """A page of a build: its path below the output folder, ending in `.md`, and what is on it."""

    path: str
    blocks: Blocks


BREAK = Break()


# ---- texts -----------------------------------------------------------------------------------------------------------


def text(*parts: Part) -> Text:
    """The parts one after the other, as one text."""
    joined: list[Inline] = []
    for part in _flat(parts):
        if isinstance(part, str) and joined and isinstance(joined[-1], str):
            joined[-1] += part
        elif part != "":
            joined.append(part)
    return tuple(joined)


def join(separator: Part, parts: Iterable[Part]) -> Text:
    """The parts that aren't empty, with a separator between them."""
    first, *others = [part for part in parts if part] or [""]
    return text(first, *(each for part in others for each in (separator, part)))


def words(string: str) -> str:
    """Any text on one line, without control characters and without blanks at its ends."""
    return string if string.isalnum() else _BLANKS.sub(" ", string).strip()


def code(name: str) -> Inline:
    """A name as code; "" of nothing."""
    name = words(name)
    return Code(name) if name else ""


def names(strings: Iterable[str]) -> Text:
    """Names as code, with commas between them."""
    return join(", ", map(code, strings))


def strong(*parts: Part) -> Inline:
    """The parts as text that stands out; "" of nothing."""
    inner = text(*parts)
    return Strong(inner) if inner else ""


def web_link(url: str) -> Inline:
    """A link to a web page or mail address; as plain words, if it is anything else."""
    url = words(url)
    return Link(WebAddress(quote(url, safe=_SAFE_IN_URL)), (url,)) if url.startswith(_WEB) else url


def prose(message: str) -> Text:
    """A message of ctxmap: what is between backticks is code, the rest is words."""
    parts = words(message).split("`")
    if len(parts) % 2 == 0:
        return text(words(message))
    return text(*(code(part) if number % 2 else part for number, part in enumerate(parts)))


def sentence(*parts: Part) -> Text:
    """The parts with a capital at the beginning."""
    match text(*parts):
        case (str(first), *others):
            return (first[:1].upper() + first[1:], *others)
        case other:
            return other


def plain(shown: Text) -> str:
    """The words of a text alone."""
    return "".join(_plain(each) for each in shown)


# ---- blocks ----------------------------------------------------------------------------------------------------------


def paragraph(*parts: Part) -> Blocks:
    """A paragraph; nothing, if the parts are empty."""
    inner = text(*parts)
    return (Paragraph(inner),) if inner else ()


def paragraphs(string: str) -> Blocks:
    """A longer text; an empty line in it begins a new paragraph."""
    return tuple(block for each in re.split(r"\r?\n[^\S\n]*\r?\n", string) for block in paragraph(words(each)))


def bullets(items: Iterable[Part]) -> Blocks:
    """A list with a bullet before each item that isn't empty; nothing, if there is none."""
    return _list(items, is_numbered=False)


def numbered(items: Iterable[Part]) -> Blocks:
    """A list with a number before each item that isn't empty; nothing, if there is none."""
    return _list(items, is_numbered=True)


def facts(known: Iterable[tuple[str, Part]]) -> Blocks:
    """A list of names and what is known under each; facts that are empty are left out."""
    return bullets(text(strong(f"{name}:"), " ", fact) for name, fact in known if fact)


def table(headers: Sequence[Part], rows: Iterable[Sequence[Part]]) -> Blocks:
    """A table without the columns that would be empty; nothing, if there are no rows."""
    filled = [[text(cell) for cell in row] for row in rows]
    columns = [i for i in range(len(headers)) if any(row[i] for row in filled)]
    if not columns:
        return ()
    return (Table(tuple(text(headers[i]) for i in columns), tuple(tuple(row[i] for i in columns) for row in filled)),)


def section(level: int, title: Part, *contents: Iterable[Block]) -> Blocks:
    """A heading and what is below it; nothing at all, if there is nothing."""
    blocks = [block for content in contents for block in content]
    return (Heading(level, text(title)), *blocks) if blocks else ()


def _list(items: Iterable[Part], *, is_numbered: bool) -> Blocks:
    filled = tuple(block for item in items if (block := paragraph(item)))
    return (List(filled, is_numbered),) if filled else ()


def _flat(parts: Iterable[Part]) -> Iterator[Inline]:
    for part in parts:
        if isinstance(part, tuple):
            yield from part
        else:
            yield part


def _plain(inline: Inline) -> str:
    match inline:
        case str():
            return inline
        case Code():
            return inline.text
        case Strong() | Emphasis() | Link():
            return plain(inline.text)
        case Break():
            return " "
        case Picture():
            return inline.shows
        case Anchor():
            return ""
