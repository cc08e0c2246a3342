"""Fixes on the command line: files are written whole or not at all, or what would be written is shown.

A link stays a link, and a file's permissions what they are. What came from standard input goes to standard output.
"""

from __future__ import annotations

import os
import shutil
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol

import click

from ctxmap.cli._fix_options import Fixing
from ctxmap.cli._patch import patch
from ctxmap.cli._review import Reviewed, reviewed
from ctxmap.cli._settings import Settings
from ctxmap.cli._terminal import number_of, show
from ctxmap.cli._workspace import compiled, finds
from ctxmap.compiler import Compilation
from ctxmap.fixes import Fixed, FixedFile, apply_fixes
from ctxmap.text.files import Disk, Files


class FixError(click.ClickException):
    """Why no file was changed."""


class Tell(Protocol):
    """Prints findings and their summary with what was done behind it; gives the exit code."""

    def __call__(self, review: Reviewed, done: str = "", *, err: bool = False) -> int:
        """Print to standard output, or to standard error."""
        ...


def fix(settings: Settings, fixing: Fixing, tell: Tell) -> int:
    """Fix files and tell what is left, or show what fixing would change; the exit code of either."""
    reviews: list[Reviewed] = []

    def compile_from(files: Files) -> Compilation:
        reviews.append(reviewed(compiled(settings, files), settings))
        return reviews[-1].compilation

    fixed = apply_fixes(settings.paths, Disk(), compile_from, unsafe=fixing.unsafe)
    if fixing.shows:
        show_difference(fixed)
        show(f"{reviews[-1].summary()} left{_told(fixed, 'could be fixed')}\n", err=True)
        return int(bool(fixed.files) or finds(fixed.compilation, settings.fail_on))
    write(fixed)
    return tell(reviews[-1], _told(fixed, "fixed"), err=fixed.standard_input is not None)


def write(fixed: Fixed) -> None:
    """Write the files, all or none, and standard input to standard output; raises `FixError` where it can't."""
    with ExitStack() as stack:
        on_disk = [file for file in fixed.files if not file.path.startswith("<")]
        ready = [_ready(file, number, stack) for number, file in enumerate(on_disk)]
        for beside, file in ready:
            beside.replace(file)
    if fixed.standard_input is not None:
        show(fixed.standard_input)


def show_difference(fixed: Fixed) -> None:
    """Print the files' changes, as `patch` takes them."""
    for file in fixed.files:
        show(patch(*file.texts, file.path))


def _told(fixed: Fixed, done: str) -> str:
    """`; 3 findings fixed in 2 files`, and which files might have been fixed, too."""
    number = number_of(len(fixed.fixed), "finding") if fixed.fixed else "nothing"
    files = f" in {number_of(len(fixed.files), 'file')}" if fixed.files else ""
    kept = "".join(f'; "{path}" left alone: {why}' for path, why in fixed.kept.items())
    return f"; {number} {done}{files}{kept}"


def _ready(file: FixedFile, number: int, stack: ExitStack) -> tuple[Path, Path]:
    """What a file is to hold, written beside it, and the file itself; the stack removes what isn't renamed."""
    place = Path(os.path.realpath(file.path))
    beside = place.with_name(f".ctxmap-{os.getpid()}-{number}")
    try:
        _refuse(place, file)
        stack.callback(beside.unlink, missing_ok=True)
        beside.write_bytes(file.after)
        shutil.copymode(place, beside)
    except OSError as error:
        raise FixError(f'can\'t write "{file.path}": {error.strerror}; no file was changed') from error
    return beside, place


def _refuse(place: Path, file: FixedFile) -> None:
    """To replace a file takes no more than leave to write into its folder; its own is asked for all the same."""
    if not os.access(place, os.W_OK):
        raise FixError(f'"{file.path}" is read-only; no file was changed')
    if place.read_bytes() != file.before:
        raise FixError(f'"{file.path}" has changed in the meantime; no file was changed')
