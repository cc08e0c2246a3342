"""The baseline of a team: where it is, what is new beside it, and how it is written anew.

Loaded where one is asked for.
"""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable
from pathlib import Path

import click
from msgspec.structs import replace

from ctxmap.cli._settings import Settings
from ctxmap.cli._terminal import number_of, show
from ctxmap.cli._workspace import show_findings
from ctxmap.compiler import Compilation
from ctxmap.text.files import read_regular_file
from ctxmap.workspace.baseline import BaselineError, Entry, can_be_known, compare, from_text, record, to_text
from ctxmap.workspace.levels import Levels

_FILE_NAME = "ctxmap-baseline.json"
_REFRESH = "`ctxmap check --write-baseline` writes it anew"


def compared(compilation: Compilation, settings: Settings) -> tuple[Compilation, int, int]:
    """A compilation without the findings that the baseline knows, their number, and that of those that are gone.

    Raises `ClickException` where the baseline can't be read.
    """
    file = Path(settings.configuration.baseline)
    comparison = compare(compilation.diagnostics, _read(file), _names(file))
    was_looked_for = _looked_for(compilation, settings, file)
    gone = sum(entry.count for entry in comparison.gone if was_looked_for(entry))
    return replace(compilation, diagnostics=comparison.new), comparison.known, gone


def _looked_for(compilation: Compilation, settings: Settings, file: Path) -> Callable[[Entry], bool]:
    """Whether an entry's findings would have been found: its rule was run, and its file read, if it is still there."""
    levels = Levels(settings.configuration)
    read = set(map(_names(file), compilation.sources))

    def was_looked_for(entry: Entry) -> bool:
        return levels.is_run(entry.rule) and (entry.file in read or not (file.parent / entry.file).exists())

    return was_looked_for


def record_findings(compilation: Compilation, settings: Settings) -> int:
    """Write the baseline and say so; the exit code. Raises `ClickException` where it can't be written.

    What it knows of files and rules that weren't looked at stays in it.
    """
    unreadable = tuple(each for each in compilation.diagnostics if not can_be_known(each))
    if unreadable:
        show_findings(replace(compilation, diagnostics=unreadable), "text")
        show("\nno baseline written: fix this first, nobody knows what is behind it\n")
        return 1
    file = _place(settings)
    was_looked_for = _looked_for(compilation, settings, file)
    kept = [entry for entry in _read_what_is_there(file) if not was_looked_for(entry)]
    entries = sorted((*record(compilation.diagnostics, _names(file)), *kept))
    _write(file, to_text(entries).encode())
    hint = "" if settings.configuration.baseline else f'; name it in the configuration: baseline = "{file.name}"'
    show(f'wrote {number_of(sum(entry.count for entry in entries), "finding")} to "{file.as_posix()}"{hint}\n')
    return 0


def _place(settings: Settings) -> Path:
    """The baseline's file: as it is named, or else beside the configuration, or in the current folder."""
    if settings.configuration.baseline:
        return Path(settings.configuration.baseline)
    return Path(settings.file.source.path).with_name(_FILE_NAME) if settings.file else Path(_FILE_NAME)


def _names(file: Path) -> Callable[[str], str]:
    """What paths are called in a baseline: relative to its folder, with `/`."""
    folder = (Path.cwd() / file.parent).as_posix()

    def name_of(path: str) -> str:
        return path if path.startswith("<") else posixpath.relpath((Path.cwd() / path).as_posix(), folder)

    return name_of


def _read(file: Path) -> tuple[Entry, ...]:
    try:
        return from_text(_bytes(file))
    except BaselineError as error:
        raise click.ClickException(f"{file.as_posix()}:{error.line}: {error}; {_REFRESH}") from error


def _bytes(file: Path) -> bytes:
    try:
        return read_regular_file(file)
    except FileNotFoundError as error:
        raise click.ClickException(
            f'there is no baseline "{file.as_posix()}"; `ctxmap check --write-baseline` writes one'
        ) from error
    except OSError as error:
        raise click.ClickException(f'the baseline "{file.as_posix()}" can\'t be read: {error.strerror}') from error


def _read_what_is_there(file: Path) -> tuple[Entry, ...]:
    """The baseline that is to be written anew, if there is one; what is no baseline is written over."""
    try:
        return from_text(_bytes(file)) if file.exists() else ()
    except BaselineError:
        return ()


def _write(file: Path, data: bytes) -> None:
    """Write the file whole or not at all: beside its place first."""
    beside = file.with_name(f".{_FILE_NAME}-{os.getpid()}")
    try:
        beside.write_bytes(data)
        beside.replace(file)
    except OSError as error:
        raise click.ClickException(f'can\'t write "{file.as_posix()}": {error.strerror}') from error
    finally:
        beside.unlink(missing_ok=True)
