"""Writes what the backends made, whole or not at all, and removes what they no longer make.

Everything is written beside its place under another name first, then renamed: a full disk or a file that isn't ours
leaves the last outputs as they were. The record is extended before the first rename, so that after an interruption
the next build still knows its own. Files that hold the right bytes already are not touched. A build with some of the
backends (`--only`) leaves the files of the others alone.
"""

from __future__ import annotations

import os
from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path, PurePosixPath

import click
import msgspec

from ctxmap.backends import Artifact
from ctxmap.cli import _record as record
from ctxmap.cli._paths import as_file_systems_see_it, stays_below

_numbers = count()
"""For names that no other file has; short ones, since a file's name may be as long as the system allows."""


class Written(msgspec.Struct, frozen=True):
    """How many files a build wrote, found as they should be, and removed."""

    written: int
    unchanged: int
    removed: int


class OutputError(click.ClickException):
    """Why nothing could be written."""


def write(folder: Path, artifacts: Mapping[str, Sequence[Artifact]]) -> Written:
    """Write each backend's artifacts below the folder, all or none; raises `OutputError` where it can't or mustn't."""
    _refuse_strays(artifact.path for each in artifacts.values() for artifact in each)
    try:
        return _renew(folder, artifacts, record.read(folder))
    except OSError as error:
        raise OutputError(f'can\'t write into "{folder}": {error.strerror}') from error


def _renew(folder: Path, artifacts: Mapping[str, Sequence[Artifact]], known: Mapping[str, str]) -> Written:
    files = {artifact.path: artifact.data for each in artifacts.values() for artifact in each}
    _refuse_to_overwrite(folder, files, known)
    changed = {path: data for path, data in files.items() if path not in known or not _holds(folder / path, data)}
    stale = [path for path, backend in known.items() if backend in artifacts and path not in files]
    ours = {**known, **{artifact.path: backend for backend, each in artifacts.items() for artifact in each}}
    with _beside(folder, changed) as ready:
        _put_record(folder, ours)
        for path in stale:
            _remove(folder, path)
        for path, file in ready.items():
            file.replace(folder / path)
    _put_record(folder, {path: backend for path, backend in ours.items() if path not in stale})
    return Written(len(changed), len(files) - len(changed), len(stale))


def _refuse_strays(paths: Iterable[str]) -> None:
    """No artifact may leave the folder, nor be the same file as another."""
    seen: dict[str, str] = {}
    for path in paths:
        if not stays_below(path):
            raise ValueError(f"an artifact's path leaves the output folder: {path!r}")
        if other := seen.get(as_file_systems_see_it(path)):
            raise OutputError(f'"{other}" and "{path}" would be one file')
        seen[as_file_systems_see_it(path)] = path


def _refuse_to_overwrite(folder: Path, files: Mapping[str, bytes], known: Mapping[str, str]) -> None:
    ours = {as_file_systems_see_it(path) for path in known}
    foreign = [
        folder / path
        for path, data in files.items()
        if _is_blocked(folder, path)
        or (as_file_systems_see_it(path) not in ours and _exists(folder / path) and not _holds(folder / path, data))
    ]
    if foreign:
        shown = ", ".join(f'"{file}"' for file in foreign[:3]) + (", …" if len(foreign) > 3 else "")
        hint = "move it away, or choose another folder with -o"
        raise OutputError(f"this would overwrite what ctxmap didn't write: {shown}; {hint}")


def _is_blocked(folder: Path, path: str) -> bool:
    """Whether a folder stands in the file's place, or anything but a real folder (such as a link) on the way to it."""
    way = [folder / parent for parent in PurePosixPath(path).parents][:-1]
    return (folder / path).is_dir() or any(_exists(each) and (each.is_symlink() or not each.is_dir()) for each in way)


def _exists(file: Path) -> bool:
    return os.path.lexists(file)


def _holds(file: Path, data: bytes) -> bool:
    return file.is_file() and not file.is_symlink() and file.read_bytes() == data


@contextmanager
def _beside(folder: Path, files: Mapping[str, bytes]) -> Generator[Mapping[str, Path]]:
    """Write files beside their places under other names; those that weren't renamed in the end are removed."""
    ready = {path: (folder / path).with_name(f".ctxmap-{os.getpid()}-{next(_numbers)}") for path in files}
    try:
        for path, file in ready.items():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(files[path])
        yield ready
    finally:
        for file in ready.values():
            with suppress(OSError):  # what went wrong before is what the user needs to hear of
                file.unlink(missing_ok=True)


def _put_record(folder: Path, backends: Mapping[str, str]) -> None:
    data = record.text_of(backends).encode()
    if not _holds(folder / record.FILE_NAME, data):
        with _beside(folder, {record.FILE_NAME: data}) as ready:
            ready[record.FILE_NAME].replace(folder / record.FILE_NAME)


def _remove(folder: Path, path: str) -> None:
    """Remove a file of ours, and the folders that it leaves empty."""
    if _is_blocked(folder, path):
        return
    (folder / path).unlink(missing_ok=True)
    with suppress(OSError):  # the first that isn't empty ends it
        for parent in list(PurePosixPath(path).parents)[:-1]:
            (folder / parent).rmdir()
