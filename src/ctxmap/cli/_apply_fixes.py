"""Fixes on the command line: writes the fixed files, all or none, or shows the changes.

Links, hard links, owners and permissions are kept. A text from standard input goes to standard output.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

import click
from msgspec.structs import replace

from ctxmap.cli._fix_options import Fixing
from ctxmap.cli._patch import patch
from ctxmap.cli._review import Reviewed, reviewed
from ctxmap.cli._settings import Settings
from ctxmap.cli._staging import rewrite_files
from ctxmap.cli._terminal import number_of, quoted, show
from ctxmap.cli._workspace import compiled
from ctxmap.compiler import Compilation
from ctxmap.fixes import Fixed, FixedFile, apply_fixes
from ctxmap.text.files import Disk, Files, NamedInput, read_regular_file


class FixError(click.ClickException):
    """No file was changed, and why."""


class ReportFindings(Protocol):
    """Prints findings and a summary that ends with `done`; gives the exit code."""

    def __call__(self, review: Reviewed, done: str = "", *, err: bool = False) -> int:
        """Print to standard output, or to standard error."""
        ...


def fix(settings: Settings, fixing: Fixing, report: ReportFindings) -> int:
    """Fix files and report what is left, or show the changes; gives the exit code."""
    reviews: list[Reviewed] = []

    def compile_from(files: Files) -> Compilation:
        reviews.append(reviewed(compiled(settings.projects, files)))
        return reviews[-1].compilation

    paths = [path for project in settings.projects for path in project.paths]
    fixed = apply_fixes(paths, settings.stdin or Disk(), compile_from, unsafe=fixing.unsafe)
    if fixing.shows:
        show_difference(fixed.files)
        show(f"{reviews[-1].summary()} left{_summary(fixed, 'would be fixed')}\n", err=True)
        return int(bool(fixed.files) or reviews[-1].fails)
    if settings.stdin:
        fixed = _printed(fixed, settings.stdin)
    write(fixed)
    return report(reviews[-1], _summary(fixed, "fixed"), err=fixed.standard_input is not None)


def _printed(fixed: Fixed, stdin: NamedInput) -> Fixed:
    """Print the file that was read from standard input, rather than write it."""
    files = tuple(file for file in fixed.files if not stdin.is_it(file.path))
    text = next((file.after for file in fixed.files if stdin.is_it(file.path)), stdin.text)
    return replace(fixed, files=files, standard_input=text)


def write(fixed: Fixed) -> None:
    """Write the files, all or none, and standard input to standard output; raises `FixError` on failure."""
    replace_files(file for file in fixed.files if not file.path.startswith("<"))
    if fixed.standard_input is not None:
        show(fixed.standard_input)


def replace_files(files: Iterable[FixedFile]) -> None:
    """Write files of the user, all or none; raises `FixError` on failure."""
    places = {Path(os.path.realpath(file.path)): file for file in files}
    for place, file in places.items():
        _refuse(place, file)
    try:
        rewrite_files({place: file.after for place, file in places.items()})
    except OSError as error:
        shown = next((file.path for place, file in places.items() if str(place) == error.filename), error.filename)
        raise FixError(f'can\'t write "{shown}": {error.strerror}; no file was changed') from error


def show_difference(files: Iterable[FixedFile]) -> None:
    """Print changes as a patch."""
    for file in files:
        show(patch(*file.texts, file.path))


def _summary(fixed: Fixed, done: str) -> str:
    """`; 3 findings fixed in 2 files`, and the files that were not changed, with the reason."""
    number = number_of(len(fixed.fixed), "finding") if fixed.fixed else "nothing"
    files = f" in {number_of(len(fixed.files), 'file')}" if fixed.files else ""
    kept = "".join(f"; {quoted(path)} not changed: {why}" for path, why in fixed.kept.items())
    return f"; {number} {done}{files}{kept}"


def _refuse(place: Path, file: FixedFile) -> None:
    """Refuse to replace a file that is read-only or has changed; the file system would only ask for its folder."""
    if not file.before and not place.exists():
        return  # it is new
    if not os.access(place, os.W_OK):
        raise FixError(f'"{file.path}" is read-only; no file was changed')
    try:
        is_changed = read_regular_file(place) != file.before
    except OSError as error:
        raise FixError(f'"{file.path}" can\'t be read: {error.strerror}; no file was changed') from error
    if is_changed:
        raise FixError(f'"{file.path}" was changed by another program; no file was changed')
