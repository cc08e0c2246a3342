"""Whose code a plug-in is. As git does with `safe.directory`, code that others can change is not run.

Code is ours if its files and folders belong to us, to root, or to the user who called `sudo`, and nobody else can
write to them. `CTXMAP_SAFE_DIRECTORY` names folders that are trusted all the same (`*`: all), for containers in which
the checkout belongs to another user.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from ctxmap.text.files import owners

SAFE_DIRECTORY = "CTXMAP_SAFE_DIRECTORY"
NO_PLUGINS = "CTXMAP_NO_PLUGINS"
"""Set to anything, it keeps all plug-ins from being run."""


def why_untrusted(plugin: Path) -> str:
    """Why the code at a path must not be run; "" if it may be. `plugin` is a module's file or a package's folder."""
    if not hasattr(os, "geteuid") or _is_declared_safe(plugin.parent):
        return ""
    reasons = (_why(path) for path in (plugin.parent, *_files(plugin)))
    return next((why for why in reasons if why), "")


def _why(path: Path) -> str:
    status = path.stat()
    if status.st_uid not in owners():
        return f'"{path}" belongs to another user'
    everybody = status.st_mode & stat.S_IWOTH
    others = status.st_mode & stat.S_IWGRP and status.st_gid != os.getegid()
    return f'other users can write to "{path}"' if everybody or others else ""


def _files(plugin: Path) -> Iterator[Path]:
    yield plugin
    if plugin.is_dir():
        for where, folders, names in os.walk(plugin):
            yield from (Path(where, name) for name in (*folders, *names))


def _is_declared_safe(folder: Path) -> bool:
    declared = [each for each in os.environ.get(SAFE_DIRECTORY, "").split(os.pathsep) if each]
    return "*" in declared or any(folder.resolve().is_relative_to(Path(each).resolve()) for each in declared)
