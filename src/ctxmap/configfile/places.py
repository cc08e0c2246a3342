"""The positions of keys and values in well-formed TOML (TOML 1.0, https://toml.io).

Python's TOML parser gives no positions, but a mistake in a configuration is reported at its position. So a second scan
finds the positions, only when they are needed. It checks nothing and knows nothing about configurations.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache

import msgspec

from ctxmap.configfile.toml import KeyPath
from ctxmap.text.source import Source, Span

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
    """The positions of keys and values; a table without braces is at its header."""

    keys: dict[KeyPath, Span]
    values: dict[KeyPath, Span]


@cache
def places(source: Source, table: KeyPath = ()) -> Places:
    """The positions of everything in a table, by paths relative to it."""
    found, size = _Scanner(source).places, len(table)
    keys, values = (
        {path[size:]: span for path, span in spans.items() if path[:size] == table}
        for spans in (found.keys, found.values)
    )
    return Places(keys, values)


class _Scanner:
    """Scans a well-formed text and records positions."""

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
