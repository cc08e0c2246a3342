"""Where a plug-in is: installed, or in the folder that is named before it. None of its code is run."""

from __future__ import annotations

import posixpath
from importlib.machinery import PathFinder
from pathlib import Path


def placed(plugin: str) -> tuple[str, str]:
    """The name of a plug-in's module and its folder, absolute: `../tools/acme_rules`; "" where it is installed."""
    folder, name = posixpath.split(plugin)
    return name, "" if is_installed(name) else str(Path(folder).resolve())


def is_installed(name: str) -> bool:
    """Whether a module is among the installed ones."""
    return PathFinder.find_spec(name.partition(".")[0], None) is not None
