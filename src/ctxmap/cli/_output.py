"""Writes artifacts into the output folder, all or none, and removes files that are no longer built.

Files with the right bytes are not touched. A file that was changed since it was written is neither overwritten nor
removed. The record is extended before the first file is replaced, so that the next build knows all files even after an
interruption. A build with some of the backends (`--only`) keeps the files of the others.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath

import click
import msgspec

from ctxmap.backends import Artifact
from ctxmap.cli import _record as record
from ctxmap.cli._paths import as_file_systems_see_it, stays_below
from ctxmap.cli._record import Entry
from ctxmap.cli._staging import replace_files
from ctxmap.text.files import read_regular_file


class Written(msgspec.Struct, frozen=True):
    """How many files a build wrote, found unchanged, and removed.

    `kept` are files that are no longer built, but were changed since they were written. `is_of_another_map`: the last
    build made its files of other maps.
    """

    written: int
    unchanged: int
    removed: int
    kept: tuple[str, ...] = ()
    is_of_another_map: bool = False


class OutputError(click.ClickException):
    """Why nothing could be written."""


def write(folder: Path, artifacts: Mapping[str, Sequence[Artifact]], maps: Sequence[str] = ()) -> Written:
    """Write each backend's artifacts below the folder, all or none; raises `OutputError` on failure.

    `maps` are the paths of the maps that they are made of, the same on every machine.
    """
    _refuse_strays(artifact.path for each in artifacts.values() for artifact in each)
    try:
        _refuse_names_that_the_locale_lacks(artifact.path for each in artifacts.values() for artifact in each)
        before = record.maps_of(folder)
        now = frozenset(record.checksum(each.encode("utf-8", "surrogateescape")) for each in maps)
        written = _renew(folder, artifacts, record.read(folder), now)
        return msgspec.structs.replace(written, is_of_another_map=bool(before and now and before.isdisjoint(now)))
    except OSError as error:
        raise OutputError(
            f'can\'t write "{error.filename or folder}": {error.strerror}; nothing was written'
        ) from error


def _renew(
    folder: Path, artifacts: Mapping[str, Sequence[Artifact]], known: Sequence[Entry], maps: Iterable[str]
) -> Written:
    files = {artifact.path: artifact.data for each in artifacts.values() for artifact in each}
    _refuse_to_overwrite(folder, files, known)
    made = [
        Entry(artifact.path, backend, record.checksum(artifact.data))
        for backend, each in artifacts.items()
        for artifact in each
    ]
    changed = {path: data for path, data in files.items() if not _holds(folder / path, data)}
    stale = {entry.path for entry in known if entry.backend in artifacts} - files.keys()
    there = sorted(path for path in stale if not _is_blocked(folder, path) and _exists(folder / path))
    ours = record.checksums(known)
    gone = [path for path in there if _is_unchanged(folder / path, ours[path])]
    others = [entry for entry in known if entry.backend not in artifacts]
    during, after = (record.text_of(entries, maps).encode() for entries in ((*known, *made), (*others, *made)))
    if changed or gone or not _holds(folder / record.FILE_NAME, after):
        replace_files(folder, [{record.FILE_NAME: during}, dict.fromkeys(gone), changed, {record.FILE_NAME: after}])
    kept = tuple(path for path in there if path not in gone)
    return Written(len(changed), len(files) - len(changed), len(gone), kept)


def _refuse_strays(paths: Iterable[str]) -> None:
    """No artifact may leave the folder, nor be the same file as another."""
    seen: dict[str, str] = {}
    for path in paths:
        if not stays_below(path):
            raise ValueError(f"an artifact's path leaves the output folder: {path!r}")
        if other := seen.get(as_file_systems_see_it(path)):
            raise OutputError(f'"{other}" and "{path}" would be the same file')
        seen[as_file_systems_see_it(path)] = path


def _refuse_names_that_the_locale_lacks(paths: Iterable[str]) -> None:
    """Under a locale such as ISO-8859-1, the system takes no file named after a context 订单."""
    for path in paths:
        try:
            os.fsencode(path)
        except UnicodeEncodeError as error:
            hint = "set the environment variable PYTHONUTF8=1, or a UTF-8 locale"
            raise OutputError(
                f'the locale can\'t express the file name "{path}"; {hint}; nothing was written'
            ) from error


def _refuse_to_overwrite(folder: Path, files: Mapping[str, bytes], known: Iterable[Entry]) -> None:
    ours = {as_file_systems_see_it(path): sums for path, sums in record.checksums(known).items()}
    foreign, edited = list[Path](), list[Path]()
    for path, data in files.items():
        sums = ours.get(as_file_systems_see_it(path))
        if _is_blocked(folder, path):
            foreign.append(folder / path)
        elif _exists(folder / path) and not _holds(folder / path, data):
            if sums is None:
                foreign.append(folder / path)
            elif not _is_unchanged(folder / path, sums):
                edited.append(folder / path)
    if foreign:
        hint = "move them away, or choose another folder with -o"
        raise OutputError(f"refusing to overwrite files that ctxmap did not write: {_listed(foreign)}; {hint}")
    if edited:
        hint = "delete them to have them written again, and make your changes in the map"
        raise OutputError(f"files were changed after ctxmap wrote them: {_listed(edited)}; {hint}")


def _listed(files: Sequence[Path]) -> str:
    return ", ".join(f'"{file}"' for file in files[:3]) + (", …" if len(files) > 3 else "")


def _is_blocked(folder: Path, path: str) -> bool:
    """Whether the path is a folder, or a parent of it is anything but a real folder (such as a link)."""
    way = [folder / parent for parent in PurePosixPath(path).parents][:-1]
    return (folder / path).is_dir() or any(_exists(each) and (each.is_symlink() or not each.is_dir()) for each in way)


def _exists(file: Path) -> bool:
    return os.path.lexists(file)


def _is_unchanged(file: Path, checksums: Iterable[str]) -> bool:
    """Whether a file that ctxmap wrote is still as it was; a link or a device isn't."""
    return file.is_file() and not file.is_symlink() and record.checksum(read_regular_file(file)) in checksums


def _holds(file: Path, data: bytes) -> bool:
    return file.is_file() and not file.is_symlink() and read_regular_file(file) == data
