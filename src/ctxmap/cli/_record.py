"""Which files of an output folder are ours: `.ctxmap-files`, a line for each, `backend path`.

What is on the record may be overwritten and removed; what isn't is somebody's own. Whoever wrote the record, a line
that would lead out of the folder counts for nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ctxmap.cli._paths import stays_below

FILE_NAME = ".ctxmap-files"
_HEADER = "# What `ctxmap build` wrote here, and may overwrite or remove: backend and path."


def read(folder: Path) -> Mapping[str, str]:
    """Path → backend, for what earlier builds wrote into the folder; nothing where there is no record."""
    try:
        text = (folder / FILE_NAME).read_text("utf-8", errors="replace")
    except (FileNotFoundError, NotADirectoryError):
        return {}
    lines = (line.partition(" ") for line in text.splitlines() if not line.startswith("#"))
    return {path: backend for backend, _, path in lines if path != FILE_NAME and stays_below(path)}


def text_of(backends: Mapping[str, str]) -> str:
    """The record that `read` reads: path → backend as lines in the order of the paths."""
    return "\n".join([_HEADER, *(f"{backends[path]} {path}" for path in sorted(backends)), ""])
