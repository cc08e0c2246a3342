"""Places in our texts ↔ places in an editor: URIs, and lines and columns from 0 in the units that the client counts."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lsprotocol.types import Position, PositionEncodingKind, Range

from ctxmap.text.source import Source

_CODECS = {PositionEncodingKind.Utf8: ("utf-8", 1), PositionEncodingKind.Utf16: ("utf-16-le", 2)}


class Units:
    """How a client counts columns: in UTF-16 unless something else was negotiated."""

    def __init__(self, encoding: PositionEncodingKind | str | None = None) -> None:
        self._codec = _CODECS.get(PositionEncodingKind(encoding or PositionEncodingKind.Utf16))

    def position(self, source: Source, offset: int) -> Position:
        """Where a character of a text is."""
        place = source.position(offset)
        before = source.line(place.line)[: place.column - 1]
        return Position(place.line - 1, self._count(before))

    def range(self, source: Source, start: int, end: int) -> Range:
        """Where some characters of a text are."""
        return Range(self.position(source, start), self.position(source, end))

    def offset(self, source: Source, position: Position) -> int:
        """The character at a position; the nearest one where there is no such position."""
        number = max(0, min(position.line, source.line_count - 1))
        if position.line >= source.line_count:
            return len(source.text)
        line = source.line(number + 1)
        return source.offset(number + 1, self._characters(line, max(0, position.character)) + 1)

    def _count(self, text: str) -> int:
        if text.isascii() or not self._codec:
            return len(text)
        name, size = self._codec
        return len(text.encode(name, "surrogatepass")) // size

    def _characters(self, line: str, units: int) -> int:
        if line.isascii() or not self._codec:
            return min(units, len(line))
        name, size = self._codec
        return len(line.encode(name, "surrogatepass")[: units * size].decode(name, "ignore"))


def path_of(uri: str) -> str:
    """The absolute path of a URI; "" for a text that is not a file."""
    parts = urlsplit(uri)
    if parts.scheme != "file":
        return ""
    path = unquote(f"//{parts.netloc}{parts.path}" if parts.netloc else parts.path)
    on_drive = os.name == "nt" and path[2:3] == ":"  # `/c:/maps`
    return os.path.normpath(path[1:] if on_drive else path).replace("\0", "\ufffd")


def uri_of(path: str) -> str:
    """The URI of a file."""
    return Path(os.path.abspath(path)).as_uri()  # noqa: PTH100 — links are not followed
