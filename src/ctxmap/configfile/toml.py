"""TOML text → values, and the place of every key and value in it.

Python reads TOML and tells no places; a mistake in a configuration has to be shown where it is. So the text is read
twice: by `tomllib`, which judges it, and by a scanner that only looks for where things stand, and may take for granted
that the text is well-formed (TOML 1.0, https://toml.io). Knows nothing of what a configuration is.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from typing import cast

import msgspec

from ctxmap.source import Source, Span

KeyPath = tuple[str | int, ...]
"""The way to a value: names of keys, and numbers of items of lists."""

_WHERE = re.compile(r" \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$")
_SPACE = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
_KEY = re.compile(r'[A-Za-z0-9_-]+|"(?:\\.|[^"\\])*"|\'[^\']*\'')
_DOT = re.compile(r"[ \t]*\.[ \t]*")
_SIMPLE = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}(?!")'
    r"|'''.*?'{3,5}(?!')"
    r'|"(?:\\.|[^"\\])*"'
    r"|'[^']*'"
    r"|[^,\]}#\r\n]+",
    re.DOTALL,
)


class Places(msgspec.Struct, frozen=True):
    """Where the keys stand, and the values; a table that has no braces stands where its header names it."""

    keys: dict[KeyPath, Span]
    values: dict[KeyPath, Span]


class TomlError(Exception):
    """The text is no TOML: what is wrong with it, and where."""

    def __init__(self, message: str, at: Span) -> None:
        super().__init__(message)
        self.at = at


def read_toml(source: Source) -> tuple[Mapping[str, object], Places]:
    """What a text says, and where; raises `TomlError`."""
    try:
        return tomllib.loads(source.text), _Scanner(source).places
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        where = _WHERE.search(message)
        raise TomlError(_worded(_WHERE.sub("", message)), _place(source, where)) from None
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


class _Scanner:
    """Walks over a well-formed text and notes where things stand."""

    def __init__(self, source: Source) -> None:
        self._path = source.path
        self._text = source.text
        self._at = 0
        self._lists: dict[KeyPath, int] = {}
        self.places = Places({}, {})
        table: KeyPath = ()
        while self._skip_space() < len(self._text):
            if self._text[self._at] == "[":
                table = self._header()
            else:
                self._pair(table)

    def _header(self) -> KeyPath:
        is_item = self._text.startswith("[[", self._at)
        self._at += 1 + is_item
        *parents, (name, span) = self._dotted()
        table: KeyPath = ()
        for parent, place in parents:
            table = self._open((*table, parent), place)
        table = (*table, name)
        if is_item:
            self.places.keys.setdefault(table, span)
            self._lists[table] = self._lists.get(table, -1) + 1
            self.places.values[*table, self._lists[table]] = span
        self._at = self._text.index("]", self._at) + 1 + is_item
        return self._open(table, span)

    def _open(self, table: KeyPath, span: Span) -> KeyPath:
        """The table of that name; of a list of tables, its last."""
        self.places.keys.setdefault(table, span)
        self.places.values.setdefault(table, span)
        return (*table, self._lists[table]) if table in self._lists else table

    def _pair(self, table: KeyPath) -> None:
        *parents, (name, span) = self._dotted()
        for parent, place in parents:
            table = (*table, parent)
            self.places.keys.setdefault(table, place)
            self.places.values.setdefault(table, place)
        self._at = self._text.index("=", self._at) + 1
        self._skip_space()
        self.places.keys[*table, name] = span
        self._value((*table, name))

    def _dotted(self) -> list[tuple[str, Span]]:
        names: list[tuple[str, Span]] = []
        while True:
            self._skip_space()
            key = _found(_KEY, self._text, self._at)
            names.append((_unquoted(key[0]), Span(self._path, key.start(), key.end())))
            self._at = key.end()
            dot = _DOT.match(self._text, self._at)
            if not dot:
                return names
            self._at = dot.end()

    def _value(self, path: KeyPath) -> None:
        start = self._at
        opening = self._text[start]
        if opening in "[{":
            self._enclosed(path, is_list=opening == "[")
        else:
            simple = _found(_SIMPLE, self._text, start)
            self._at = start + len(simple[0].rstrip())
        self.places.values[path] = Span(self._path, start, self._at)

    def _enclosed(self, path: KeyPath, *, is_list: bool) -> None:
        self._at += 1
        number = 0
        while self._text[self._skip_space()] not in "]}":
            if self._text[self._at] == ",":
                self._at += 1
            elif is_list:
                self._value((*path, number))
                number += 1
            else:
                self._pair(path)
        self._at += 1

    def _skip_space(self) -> int:
        self._at = _found(_SPACE, self._text, self._at).end()
        return self._at


def _found(pattern: re.Pattern[str], text: str, at: int) -> re.Match[str]:
    found = pattern.match(text, at)
    if not found:
        raise ValueError(f"well-formed TOML has {pattern.pattern} at {at}")
    return found


def _unquoted(key: str) -> str:
    if key[0] == '"' and "\\" in key:
        (name,) = tomllib.loads(f"{key}=0")
        return name
    return key[1:-1] if key[0] in "\"'" else key
