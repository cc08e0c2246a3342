"""Old texts and what is noted about their places → new texts, and where the old text stands in them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter

import msgspec

from ctxmap.syntax.tree import File
from ctxmap.text.source import Span


class Rewritten(msgspec.Struct, frozen=True):
    """Other words for the same in a place, such as the new name of what is meant."""

    at: Span
    text: str


Content = str | Span | Rewritten
"""Text: new, or that of a place, with what is changed inside it."""


class Note(msgspec.Struct, frozen=True, eq=False):
    """What is to stand in a place."""

    at: Span
    contents: tuple[Content, ...]
    block: Span | None = None
    """What is taken out, without the blank lines around it."""

    @property
    def is_insertion(self) -> bool:
        return self.at.start == self.at.end


_place = attrgetter("at.start", "at.end")


class Texts:
    """The new texts of the files that change, by path, and where the old text stands in them."""

    def __init__(self, by_path: Mapping[str, str], chunks: Iterable[Chunk]) -> None:
        self.by_path = by_path
        self._chunks: dict[str, list[Chunk]] = {}
        for chunk in sorted(chunks, key=lambda chunk: (chunk.at.path, chunk.at.start)):
            self._chunks.setdefault(chunk.at.path, []).append(chunk)

    def place(self, at: Span) -> Span | None:
        """Where a place of the old text is in the new ones; None if its text was removed or replaced."""
        if at.path not in self.by_path:
            return at
        chunks = self._chunks.get(at.path, [])
        found = chunks[max(0, bisect_right(chunks, at.start, key=_begin) - 1) :][:1]
        for chunk in found:
            if chunk.at == at:
                return Span(chunk.path, chunk.start, chunk.start + chunk.length)
            if not chunk.is_rewritten and chunk.at.start <= at.start and at.end <= chunk.at.end:
                shift = chunk.start - chunk.at.start
                return Span(chunk.path, at.start + shift, at.end + shift)
        return None


class Chunk(msgspec.Struct, frozen=True, eq=False):
    """Where a part of an old text stands: in which file, where it begins, and how long it is."""

    at: Span
    path: str
    start: int
    length: int
    is_rewritten: bool


def _begin(chunk: Chunk) -> int:
    return chunk.at.start


class Rendering:
    """Makes new texts of old ones and the notes about them."""

    def __init__(self, notes: Mapping[str, Sequence[Note]], files: Mapping[str, File]) -> None:
        self._notes = {path: sorted(some, key=_place) for path, some in notes.items()}
        self._files = files
        self.chunks: list[Chunk] = []

    def text(self, path: str) -> str:
        """The new text of a file."""
        source = self._files[path].source
        whole = self._rendered(Span(path, 0, len(source.text)), self._notes[path])
        return self._joined(path, whole, "\r\n" if "\r\n" in source.text else "\n")

    def new(self, path: str, contents: Sequence[Content]) -> str:
        """The text of a new file."""
        return self._joined(path, self._pieces(contents), "\n")

    def _joined(self, path: str, pieces: Iterable[Content], line_end: str) -> str:
        parts: list[str] = []
        length = 0
        for piece in pieces:
            match piece:
                case Span():
                    text = self._files[piece.path].source.text[piece.start : piece.end]
                    self.chunks.append(Chunk(piece, path, length, len(text), is_rewritten=False))
                case Rewritten():
                    text = piece.text
                    self.chunks.append(Chunk(piece.at, path, length, len(text), is_rewritten=True))
                case str():
                    text = piece.replace("\r\n", "\n").replace("\n", line_end)
            parts.append(text)
            length += len(text)
        return "".join(parts)

    def _pieces(self, contents: Iterable[Content]) -> Iterator[Content]:
        for each in contents:
            if isinstance(each, Span):
                inside = (note for note in self._notes.get(each.path, ()) if _is_inside(note, each))
                yield from self._rendered(each, list(inside))
            else:
                yield each

    def _rendered(self, at: Span, notes: Sequence[Note]) -> Iterator[Content]:
        """A part of an old text, with what is noted about it; what is inside a note that replaces it is passed over."""
        done = at.start
        taken: Span | None = None
        for note in notes:
            if note.is_insertion and note.at.start < done and taken and not _is_inside(note, taken):
                yield from self._pieces(note.contents)  # beside what is taken out, in the blank lines that go with it
                continue
            if note.at.end < done or (note.is_insertion and note.at.start < done):
                continue
            taken = note.block
            if note.at.start > done:
                yield Span(at.path, done, note.at.start)
            yield from self._pieces(note.contents)
            done = max(done, note.at.end)
        if done < at.end:
            yield Span(at.path, done, at.end)


def _is_inside(note: Note, at: Span) -> bool:
    """Whether a note is about something in a part that stands elsewhere, rather than about the part."""
    if note.is_insertion:
        return at.start < note.at.start < at.end
    return at.start <= note.at.start and note.at.end <= at.end
