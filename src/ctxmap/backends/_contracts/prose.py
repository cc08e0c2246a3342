"""Text of a map as it stands in a document: for readers, and safe in the HTML that tools make of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from inspect import cleandoc

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_SCRIPT = re.compile(r"<(?=/?script)", re.IGNORECASE)
_SENTENCE = re.compile(r"(.+?[.!?。！？])(?:\s|$)", re.DOTALL)


def prose(*paragraphs: str) -> str:
    """The paragraphs that aren't empty, a blank line between them, without indentation and trailing blanks."""
    return "\n\n".join(text for paragraph in paragraphs if (text := _clean(paragraph)))


def first_sentence(text: str) -> str:
    """The first sentence of a text, on one line."""
    text = " ".join(_clean(text).split())
    found = _SENTENCE.match(text)
    return found[1] if found else text


def listed(words: Iterable[str]) -> str:
    """`a, b and c`."""
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


def _clean(text: str) -> str:
    text = cleandoc(text.replace("\r\n", "\n"))
    lines = (line.rstrip() for line in _SCRIPT.sub("&lt;", _CONTROL.sub("", text)).split("\n"))
    return "\n".join(lines).strip()
