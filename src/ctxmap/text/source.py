"""Where a text comes from and where in it something stands.

A `Span` is a half-open range of characters in a named text. Lines and columns are for people and are
computed at the edge, from the `Source`. This module imports nothing of ours.
"""

from __future__ import annotations

from bisect import bisect_right

import msgspec


class Span(msgspec.Struct, frozen=True, gc=False):
    """The characters `start` (inclusive) to `end` (exclusive) of the text that is shown as `path`."""

    path: str
    start: int
    end: int


NOWHERE = Span("", 0, 0)
"""The place of an element that was not read from a text (built by hand, or loaded from JSON)."""


class Position(msgspec.Struct, frozen=True, gc=False):
    """A line and a column as people count them: both from 1, the column in characters."""

    line: int
    column: int


class Source:
    """A text and the path under which messages show it.

    `text` is what the parser reads: decoded, without a byte order mark, line ends as they stand in the file.
    """

    __slots__ = ("_line_starts", "path", "text")

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self._line_starts = _line_starts(text)

    def position(self, offset: int) -> Position:
        """The line and column of a character; past the end of the text, the place just behind it."""
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(self._line_starts, offset)
        return Position(line, offset - self._line_starts[line - 1] + 1)

    def offset(self, line: int, column: int) -> int:
        """The character at a line and column, both counted from 1; not behind the end of the text."""
        return min(self._line_starts[min(line, self.line_count) - 1] + column - 1, len(self.text))

    def line(self, number: int) -> str:
        """The text of a line (counted from 1) without its line end."""
        start = self._line_starts[number - 1]
        end = self._line_starts[number] if number < len(self._line_starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")

    @property
    def line_count(self) -> int:
        """How many lines the text has; an empty text has one."""
        return len(self._line_starts)


def _line_starts(text: str) -> list[int]:
    starts = [0]
    find = text.find
    at = find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = find("\n", at + 1)
    return starts
