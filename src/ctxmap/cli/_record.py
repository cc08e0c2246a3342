"""The record of an output folder, `.ctxmap-files`: a line `backend checksum path` for each file that ctxmap wrote.

The record is a claim, not a proof: a repository may contain one, and a file may have been changed. So a file is ours
only while it has the recorded checksum, and never if it is hidden, outside the folder, or one that its backend doesn't
make. Line endings don't count, since git may convert them.

A line `# map checksum` for each model says which map the files were made of.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

import msgspec

from ctxmap import backends
from ctxmap.backends._templates import can_make
from ctxmap.cli._paths import stays_below
from ctxmap.text.files import read_regular_file

FILE_NAME = ".ctxmap-files"
_HEADER = "# Written by `ctxmap build`, which overwrites and removes these files: backend, checksum and path."
_MAP = "# map "
_LENGTH = 16
"""Digits of a checksum: it tells a change, and an attacker who can write the record gains nothing by a collision."""


class Entry(msgspec.Struct, frozen=True, order=True):
    """A file that a backend made. While it is being replaced it has two entries, with the old and the new checksum."""

    path: str
    backend: str
    checksum: str


def read(folder: Path) -> tuple[Entry, ...]:
    """The files that earlier builds wrote; empty without a record. Raises `OSError`."""
    lines = (line.split(" ", 2) for line in _lines(folder) if not line.startswith("#"))
    entries = (Entry(line[2], line[0], line[1]) for line in lines if len(line) == 3)
    return tuple(filter(_can_be_ours, entries))


def maps_of(folder: Path) -> frozenset[str]:
    """The maps of which the last build made its files, as `identity` tells them apart; raises `OSError`."""
    return frozenset(line.removeprefix(_MAP) for line in _lines(folder) if line.startswith(_MAP))


def text_of(entries: Iterable[Entry], maps: Iterable[str]) -> str:
    """The record that `read` reads, in the order of the paths."""
    lines = (f"{entry.backend} {entry.checksum} {entry.path}" for entry in sorted(set(entries)))
    return "\n".join([_HEADER, *(f"{_MAP}{each}" for each in sorted(set(maps))), *lines, ""])


def checksum(data: bytes) -> str:
    """What tells whether a file is still as it was written."""
    return sha256(data.replace(b"\r\n", b"\n")).hexdigest()[:_LENGTH]


def checksums(entries: Iterable[Entry]) -> Mapping[str, frozenset[str]]:
    """The checksums that each file may have, by path."""
    found: dict[str, frozenset[str]] = {}
    for entry in entries:
        found[entry.path] = found.get(entry.path, frozenset()) | {entry.checksum}
    return found


def _lines(folder: Path) -> Sequence[str]:
    try:
        return read_regular_file(folder / FILE_NAME).decode("utf-8", "replace").splitlines()
    except (FileNotFoundError, NotADirectoryError):
        return ()


def _can_be_ours(entry: Entry) -> bool:
    is_hidden = any(part.startswith(".") for part in entry.path.split("/"))
    return stays_below(entry.path) and not is_hidden and _may_be_made_by(entry.backend, entry.path)


def _may_be_made_by(backend: str, path: str) -> bool:
    if backend in backends.names():
        return backends.load(backend).can_make(path)
    return can_make(backend, path)
