"""Texts as they were before fixes were applied: each file is read once, and written in the same encoding."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from ctxmap.text.files import SHOWN_STANDARD_INPUT, STANDARD_INPUT, Files
from ctxmap.workspace.decoding import decode, encode


class FixedFile(msgspec.Struct, frozen=True):
    """A file that fixes change: the path that messages show, and its contents before and afterwards."""

    path: str
    before: bytes
    after: bytes

    @property
    def texts(self) -> tuple[str, str]:
        """Both as text."""
        return decode(self.path, self.before)[0].text, decode(self.path, self.after)[0].text


class Originals:
    """Files that are read once, so that standard input can be read again, and every file keeps its encoding."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._read: dict[str, bytes] = {}
        self.is_folder = files.is_folder
        self.is_file = files.is_file
        self.maps_below = files.maps_below
        self.maps_in = files.maps_in
        self.identity = files.identity

    def read(self, path: str) -> bytes:
        """The contents of a file when it was first read; raises `OSError`."""
        identity = self.identity(path)
        if identity not in self._read:
            self._read[identity] = self._files.read(path)
        return self._read[identity]

    def given(self, paths: Iterable[str]) -> frozenset[str]:
        """The identities of the files at the given paths."""
        several = (self.maps_below(path) if self.is_folder(path) else (path,) for path in paths)
        return frozenset(self.identity(each) for some in several for each in some)

    def why_kept(self, path: str, ours: frozenset[str]) -> str:
        """Why a file must not be changed; "" if it may be."""
        identity = self.identity(where(path))
        if identity not in ours or identity not in self._read:
            return "it is not one of the given paths"
        data = self._read[identity]
        is_text = encode(decode(path, data)[0].text, data) == data
        return "" if is_text else "it contains bytes that are not text"

    def fixed(self, path: str, text: str) -> FixedFile:
        """A file with a new text in its old encoding."""
        before = self._read[self.identity(where(path))]
        return FixedFile(path, before, encode(text, before))

    def standard_input(self, texts: Mapping[str, str]) -> bytes | None:
        """Standard input with its new text, if it has one; None if it was not read."""
        if STANDARD_INPUT not in self._read:
            return None
        before = self._read[STANDARD_INPUT]
        return encode(texts[SHOWN_STANDARD_INPUT], before) if SHOWN_STANDARD_INPUT in texts else before


def where(path: str) -> str:
    """The path to read for a path that messages show."""
    return STANDARD_INPUT if path == SHOWN_STANDARD_INPUT else path
