"""The paths of files in their repository: CI servers find them by these, whatever the current folder is."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from ctxmap.configfile.find import is_repository
from ctxmap.text.files import Disk

_CHECKOUTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")
"""Where GitHub and GitLab have checked out the repository."""


def path_in_repository(path: str) -> str:
    """The path of a file below the root of its repository; as it is outside of any, and for standard input.

    The root is what the CI server says, or else the folder with `.git` above the current folder, or above the file.
    """
    if path.startswith("<"):
        return path
    file = Path(os.path.abspath(path))  # noqa: PTH100 — links are not followed
    root = next((root for root in _roots(file.parent) if file.is_relative_to(root)), None)
    return file.relative_to(root).as_posix() if root else path


def path_for_all(path: str, otherwise: str) -> str:
    """The path of a file that is the same in every checkout: below the folder with `.git`, or below another folder.

    Outside of both, its name.
    """
    file = Path(os.path.realpath(path))
    repository = next((each for each in file.parents if is_repository(each, Disk())), None)
    root = repository or (Path(os.path.realpath(otherwise)) if otherwise else file.parent)
    return (file.relative_to(root) if file.is_relative_to(root) else Path(file.name)).as_posix()


def _roots(folder: Path) -> Iterator[Path]:
    for checkout in filter(os.path.isabs, (os.environ.get(name, "") for name in _CHECKOUTS)):
        yield Path(checkout)
        yield Path(os.path.realpath(checkout))
    for start in (Path.cwd(), folder):
        yield from (each for each in (start, *start.parents) if is_repository(each, Disk()))
