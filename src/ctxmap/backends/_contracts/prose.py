"""Text of a map as it stands in a document: for readers, and without markup of its own.

Descriptions are CommonMark, which tools such as Redoc turn into HTML. Whoever shows them did not write the map, so its
words have to stay words: no tag that runs, no link that misleads, no image that is loaded. Code spans and lists do no
harm; our own sentences have them, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from inspect import cleandoc
from typing import TypeVar, cast

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_CODE = re.compile(r"(?<!`)(`[^`\n\\|]+`)(?!`)")
"""A code span that every reader of Markdown takes for one."""
_MARKUP = re.compile(r"[\\`*\[\]{}~$|]|(?<![^\W_])_|_(?![^\W_])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_BLOCK = re.compile(
    r"^([ \t]*(?:(?:[-+]|\d{1,9}[.)])[ \t]+)*)([#>=]|[-+](?=[ \t]*(?:[-+:]|$))|:(?=[ \t]*-))", re.MULTILINE
)
"""Where a line, or an item of a list, would be a heading or a quote, or make one or a table of the line above."""
_TAG = re.compile(r"<(?=[a-z/!?])", re.IGNORECASE)
_SENTENCE = re.compile(r"(.+?[.!?。！？])(?:\s|$)", re.DOTALL)

Document = TypeVar("Document")


def prose(*paragraphs: str) -> str:
    """The paragraphs that aren't empty, a blank line between them, without indentation and trailing blanks."""
    return "\n\n".join(text for paragraph in paragraphs if (text := _clean(paragraph)))


def first_sentence(text: str) -> str:
    """The first sentence of a text, on one line."""
    text = " ".join(_clean(text).split())
    found = _SENTENCE.match(text)
    return found[1] if found else text


def ended(text: str) -> str:
    """A text as a sentence, with its full stop."""
    text = prose(text)
    return f"{text}." if text and text[-1] not in ".!?。！？…:" else text


def listed(words: Iterable[str]) -> str:
    """`a, b and c`."""
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


def without_markup(document: Document) -> Document:
    """The document with descriptions and summaries that show the words of the map, and nothing else."""
    return cast("Document", _without_markup(document))


def _without_markup(value: object, key: str = "") -> object:
    if isinstance(value, str):
        return _described(value) if key == "description" else _summarised(value) if key == "summary" else value
    if isinstance(value, Mapping):
        members = cast("Mapping[str, object]", value).items()
        # Facts for programs are no prose, whatever they are called.
        return {name: each if name == "x-ctxmap" else _without_markup(each, name) for name, each in members}
    if isinstance(value, list | tuple):
        return [_without_markup(each) for each in cast("list[object]", value)]
    return value


def _described(text: str) -> str:
    """CommonMark that means the text; each second piece is a code span."""
    pieces = _CODE.split(_BLOCK.sub("\\1\0\\2", _CONTROL.sub("", text)))
    return "".join(piece if number % 2 else _escaped(piece) for number, piece in enumerate(pieces))


def _summarised(text: str) -> str:
    """A summary is plain text, but some tools take it for Markdown: nothing in it may run or be loaded."""
    return _TAG.sub("&lt;", text).replace("](", "]\\(")


def _escaped(text: str) -> str:
    """Words outside code; NUL stands where a backslash is wanted."""
    return _ENTITY.sub("&amp;", _MARKUP.sub(r"\\\g<0>", text)).replace("<", "&lt;").replace("\0", "\\")


def _clean(text: str) -> str:
    text = cleandoc(text.replace("\r\n", "\n"))
    lines = (line.rstrip() for line in _CONTROL.sub("", text).split("\n"))
    return "\n".join(lines).strip()
