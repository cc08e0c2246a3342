"""TOML text → values. Knows nothing about configurations."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from typing import cast

from ctxmap.text.source import Source, Span

KeyPath = tuple[str | int, ...]
"""The path of a value: keys, and indexes in lists."""

_WHERE = r" \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$"
_HINTS = {
    "Invalid value": 'put text in quotes: key = "text"',
    "Cannot overwrite a value": "remove the duplicate key",
}


class TomlError(Exception):
    """The text is not valid TOML: what is wrong, where, and what to do."""

    def __init__(self, message: str, at: Span, hint: str = "") -> None:
        super().__init__(f"not valid TOML: {message}")
        self.at = at
        self.hint = hint


def read_toml(source: Source) -> Mapping[str, object]:
    """The values of a text; raises `TomlError`."""
    try:
        return tomllib.loads(source.text)
    except tomllib.TOMLDecodeError as error:
        where = re.search(_WHERE, str(error))
        message = re.sub(_WHERE, "", str(error))
        hint = _HINTS.get(message, "")
        raise TomlError(_worded(message), _place(source, where), hint) from None
    except RecursionError:
        raise TomlError("lists or tables are nested too deeply", Span(source.path, 0, 0)) from None
    except ValueError:  # Python reads no number of so many digits; a date that doesn't exist is a `TOMLDecodeError`
        found = re.search(r"\d{4300,}", source.text.replace("_", "\N{DIGIT ZERO}"))
        at = Span(source.path, found.start(), found.end()) if found else Span(source.path, 0, 0)
        raise TomlError("a number has too many digits", at) from None


def as_table(value: object) -> Mapping[str, object] | None:
    """The value as a table; None if it isn't one."""
    return cast("dict[str, object]", value) if isinstance(value, dict) else None


def as_list(value: object) -> Sequence[object] | None:
    """The value as a list; None if it isn't one."""
    return cast("Sequence[object]", value) if isinstance(value, list | tuple) else None


def _worded(message: str) -> str:
    """Python's message in our form: lower case, double quotes, no parentheses."""
    named = re.sub(r"\((?P<names>'[^)]*?),?\)", lambda found: found["names"].replace("', '", "."), message)
    return (named[:1].lower() + named[1:]).replace("'", '"')


def _place(source: Source, where: re.Match[str] | None) -> Span:
    """The position that Python reports; the end of the text without one."""
    start = len(source.text.rstrip())
    if where and where["line"]:
        start = source.offset(int(where["line"]), int(where["column"]))
    return Span(source.path, start, start + 1)
