"""Finds the configuration of a path: the nearest `ctxmap.toml`, or `pyproject.toml` with `[tool.ctxmap]`, above it.

It only finds files; others read them.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from ctxmap.text.files import STANDARD_INPUT, Files, owners

OWN = "ctxmap.toml"
SHARED = "pyproject.toml"
"""The file for all tools of a project; one table of it is ours."""
_OURS = rb"""(?mx) \btool["'\s]*\.["'\s]*ctxmap\b | ^[\ \t]*\[\s*["']?tool["']?\s*\] | ^[\ \t]*["']?tool["']?\s*="""
"""Matches every file with `tool.ctxmap`, however it is written; so most files needn't be parsed.

Its time is that of the file: no space may match across lines, where each blank line would be tried as a beginning."""


def candidates(path: str, files: Files, refuse: Callable[[str], object] = bool) -> Iterator[str]:
    """The files that may configure a path (`-`: the current folder); the nearest first, `ctxmap.toml` before others.

    The search ends at the root of the repository (the folder with `.git`) or at the home folder. `refuse` is told each
    `ctxmap.toml` that is ignored since it belongs to another user. One that is a pipe, or a link to nothing, counts:
    ignoring it would be a false green.
    """
    start = Path(os.path.abspath("" if path == STANDARD_INPUT else path))  # noqa: PTH100 — links are not followed
    for folder in (start, *start.parents):
        for name in (OWN, SHARED):
            file = (folder / name).as_posix()
            if not (files.is_file(file) or (name == OWN and is_special(file))):
                continue
            if not may_be_heeded(file, start):
                if name == OWN:
                    refuse(file)
            elif name == OWN or _may_speak_of_us(file, files):
                yield file
        if folder == Path.home() or is_repository(folder, files):
            return


def is_repository(folder: Path, files: Files) -> bool:
    """Whether a folder is the root of a git repository; in a work tree or a submodule, `.git` is a file."""
    return files.is_file((folder / ".git").as_posix()) or (folder / ".git").is_dir()


def as_shown(path: str) -> str:
    """A path relative to the current folder, as messages show it."""
    try:
        return Path(os.path.relpath(path)).as_posix()
    except ValueError:  # Windows: on another drive
        return Path(path).as_posix()


def is_special(file: str) -> bool:
    """Whether there is something of that name on the disk that is neither a file nor a folder."""
    return os.path.lexists(file) and not os.path.isfile(file) and not os.path.isdir(file)  # noqa: PTH112, PTH113


def may_be_heeded(file: str, start: str | Path) -> bool:
    """Whether a file belongs to us, to root, or to the user whose files are checked: a stranger's decides nothing."""
    here = next((each for each in (Path(start), *Path(start).parents) if each.exists()), Path())
    try:
        of_start = here.stat().st_uid
        of_file = {Path(file).lstat().st_uid, Path(os.path.realpath(file)).lstat().st_uid}
    except OSError:
        return True  # an unsaved text, or a link to nothing
    return os.name == "nt" or of_file <= {*owners(), of_start}


def _may_speak_of_us(file: str, files: Files) -> bool:
    try:
        text = files.read(file)
    except OSError:
        return False  # probably not meant for ctxmap
    return b"ctxmap" in text and re.search(_OURS, text) is not None
