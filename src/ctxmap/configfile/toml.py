"""TOML text → values. Knows nothing of what a configuration is."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from typing import cast

from ctxmap.text.source import Source, Span

KeyPath = tuple[str | int, ...]
"""The way to a value: names of keys, and numbers of items of lists."""

_WHERE = r" \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$"
_HINTS = {
    "Invalid value": 'text stands in quotes: key = "text"',
    "Cannot overwrite a value": "a key stands once in its table",
}


class TomlError(Exception):
    """The text is no TOML: what is wrong with it, where, and what to do."""

    def __init__(self, message: str, at: Span, hint: str = "") -> None:
        super().__init__(f"this is no TOML: {message}")
        self.at = at
        self.hint = hint


def read_toml(source: Source) -> Mapping[str, object]:
    """What a text says; raises `TomlError`."""
    try:
        return tomllib.loads(source.text)
    except tomllib.TOMLDecodeError as error:
        where = re.search(_WHERE, str(error))
        message = re.sub(_WHERE, "", str(error))
        hint = _HINTS.get(message, "")
        raise TomlError(_worded(message), _place(source, where), hint) from None
    except RecursionError:
        raise TomlError("lists and tables are nested too deeply", Span(source.path, 0, 0)) from None


def as_table(value: object) -> Mapping[str, object] | None:
    """The keys and values of a table; None for what is none."""
    return cast("dict[str, object]", value) if isinstance(value, dict) else None


def as_list(value: object) -> Sequence[object] | None:
    """The items of a list; None for what is none."""
    return cast("Sequence[object]", value) if isinstance(value, list | tuple) else None


def _worded(message: str) -> str:
    """As our messages are: lower case, names in quotes, none of Python's brackets."""
    named = re.sub(r"\((?P<names>'[^)]*?),?\)", lambda found: found["names"].replace("', '", "."), message)
    return (named[:1].lower() + named[1:]).replace("'", '"')


def _place(source: Source, where: re.Match[str] | None) -> Span:
    """The character that is told; the end of the text where none is."""
    start = len(source.text.rstrip())
    if where and where["line"]:
        start = source.offset(int(where["line"]), int(where["column"]))
    return Span(source.path, start, start + 1)
