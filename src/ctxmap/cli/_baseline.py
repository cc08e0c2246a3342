"""The baseline: reads it, separates new findings from recorded ones, and writes it.

Imported only where a baseline is used.
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
_REFRESH = "run `ctxmap check --write-baseline` to rewrite it"


def compared(compilation: Compilation, settings: Settings) -> tuple[Compilation, int, int]:
    """A compilation with its new findings only, the number of recorded findings, and of recorded ones that are gone.

    Raises `ClickException` if the baseline can't be read.
    """
    file = Path(settings.configuration.baseline)
    comparison = compare(compilation.diagnostics, _read(file), _names(file))
    was_looked_for = _looked_for(compilation, settings, file)
    gone = sum(entry.count for entry in comparison.gone if was_looked_for(entry))
    return replace(compilation, diagnostics=comparison.new), comparison.known, gone


def _looked_for(compilation: Compilation, settings: Settings, file: Path) -> Callable[[Entry], bool]:
    """Whether the run would have found an entry's findings: its rule ran, and its file was read or no longer exists."""
    levels = Levels(settings.configuration)
    read = set(map(_names(file), compilation.sources))

    def was_looked_for(entry: Entry) -> bool:
        return levels.is_run(entry.rule) and (entry.file in read or not (file.parent / entry.file).exists())

    return was_looked_for


def record_findings(compilation: Compilation, settings: Settings) -> int:
    """Write the baseline; gives the exit code. Raises `ClickException` if it can't be written.

    Entries for files that were not read and rules that did not run are kept.
    """
    unreadable = tuple(each for each in compilation.diagnostics if not can_be_known(each))
    if unreadable:
        show_findings(replace(compilation, diagnostics=unreadable), "text")
        show("\nno baseline written: fix syntax errors first, since they hide other findings\n")
        return 1
    file = _place(settings)
    was_looked_for = _looked_for(compilation, settings, file)
    kept = [entry for entry in _read_what_is_there(file) if not was_looked_for(entry)]
    entries = sorted((*record(compilation.diagnostics, _names(file)), *kept))
    _write(file, to_text(entries).encode())
    hint = "" if settings.configuration.baseline else f'; add it to the configuration: baseline = "{file.name}"'
    show(f'wrote {number_of(sum(entry.count for entry in entries), "finding")} to "{file.as_posix()}"{hint}\n')
    return 0


def _place(settings: Settings) -> Path:
    """The file of the baseline: the one that is named, or one beside the configuration or in the current folder."""
    if settings.configuration.baseline:
        return Path(settings.configuration.baseline)
    return Path(settings.file.source.path).with_name(_FILE_NAME) if settings.file else Path(_FILE_NAME)


def _names(file: Path) -> Callable[[str], str]:
    """The form of paths in a baseline: relative to its folder, with `/`."""
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
            f'the baseline "{file.as_posix()}" does not exist; run `ctxmap check --write-baseline` to write it'
        ) from error
    except OSError as error:
        raise click.ClickException(f'the baseline "{file.as_posix()}" can\'t be read: {error.strerror}') from error


def _read_what_is_there(file: Path) -> tuple[Entry, ...]:
    """The baseline before it is rewritten; a file that isn't a baseline is overwritten."""
    try:
        return from_text(_bytes(file)) if file.exists() else ()
    except BaselineError:
        return ()


def _write(file: Path, data: bytes) -> None:
    """Write the file whole or not at all: under another name first, then renamed."""
    beside = file.with_name(f".{_FILE_NAME}-{os.getpid()}")
    try:
        beside.write_bytes(data)
        beside.replace(file)
    except OSError as error:
        raise click.ClickException(f'can\'t write "{file.as_posix()}": {error.strerror}') from error
    finally:
        beside.unlink(missing_ok=True)
