"""The files of a git repository as they were in one revision, read from git without touching the work tree."""

from __future__ import annotations

import os
import posixpath
import re
import subprocess
from collections.abc import Iterator
from errno import ENOENT
from pathlib import Path

from ctxmap.text.files import is_below_visible, is_map

__all__ = ["Revision", "RevisionError", "may_be_revision", "revision_of"]

_REVISION = re.compile(r"[^-:][^:]*:.*", re.DOTALL)
_ENTRY = re.compile(rb"(?P<mode>\d{6}) (?P<type>\w+) (?P<id>[0-9a-f]+)\t(?P<path>.*)", re.DOTALL)
_LINK = b"120000"


class RevisionError(Exception):
    """Why a revision can't be read."""


class Revision:
    """The files of a revision, under the paths that they have in the work tree; implements `Files`.

    `path` is the file or folder that was asked for, relative to the current folder.
    """

    def __init__(self, top: str, entries: dict[str, tuple[bytes, str]], path: str) -> None:
        self._top = top
        self._entries = entries
        self._folders = {"", *(folder for entry in entries for folder in _folders(entry))}
        self.path = path

    def read(self, path: str) -> bytes:
        """What a file held; raises `OSError`."""
        entry = self._entries.get(self._resolved(path))
        if not entry:
            raise OSError(ENOENT, "no such file in this revision", path)
        return _git(["cat-file", "blob", entry[1]], self._top)

    def is_folder(self, path: str) -> bool:
        """Whether a path was that of a folder."""
        return self._resolved(path) in self._folders

    def is_file(self, path: str) -> bool:
        """Whether a path was that of a file."""
        return self._resolved(path) in self._entries

    def maps_below(self, folder: str) -> Iterator[str]:
        """The paths of the `.cml` files below a folder, sorted, those in it before those in its subfolders."""
        inside = self._resolved(folder)
        below = [path for path, (mode, _) in self._entries.items() if mode != _LINK and _is_below(path, inside)]
        ordered = sorted(below, key=lambda path: [*((1, part) for part in path.split("/")[:-1]), (0, path)])
        yield from (
            posixpath.join(folder, posixpath.relpath(path, inside or "."))
            for path in ordered
            if is_map(path) and is_below_visible(posixpath.relpath(path, inside or "."))
        )

    def maps_in(self, folder: str) -> list[str]:
        """The names of the `.cml` files that stood directly in a folder, sorted."""
        inside = self._resolved(folder or os.curdir)
        names = (posixpath.split(path) for path in self._entries)
        return sorted(name for where, name in names if where == inside and is_map(name))

    def identity(self, path: str) -> str:
        """The path in the repository, without links."""
        return f"{self._top}/{self._resolved(path)}"

    def _resolved(self, path: str) -> str:
        """The path from the top of the repository, with `/`, of what a link leads to; a link into a circle: itself."""
        inside = posixpath.relpath(posixpath.normpath((Path.cwd() / path).as_posix()), self._top)
        for _ in range(8):
            entry = self._entries.get(inside)
            if not entry or entry[0] != _LINK:
                break
            target = os.fsdecode(_git(["cat-file", "blob", entry[1]], self._top))
            inside = posixpath.normpath(posixpath.join(posixpath.dirname(inside), target))
        return "" if inside == "." else inside


def may_be_revision(path: str) -> bool:
    """Whether a path is written `REV:path`, and isn't that of a file or folder."""
    return bool(_REVISION.fullmatch(path)) and not os.path.lexists(path)


def revision_of(path: str) -> Revision:
    """The revision that `REV:path` names, as git writes it.

    As in git, the path is relative to the top of the repository, or with `./` to the current folder; where nothing
    stands there, it is taken to be relative to the current folder anyway. Raises `RevisionError`.
    """
    name, _, inside = path.partition(":")
    top = os.fsdecode(_git(["rev-parse", "--show-toplevel"], ".")).removesuffix("\n")
    named = ["rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}"]
    commit = os.fsdecode(_git(named, ".", f'git knows no revision "{name}"')).strip()
    entries = dict(_entries(_git(["ls-tree", "-r", "-z", "--full-tree", commit], top)))
    revision = Revision(top, entries, "")
    for folder in _folders_meant(inside, top):
        whole = posixpath.normpath(posixpath.join(folder, inside))
        if revision.is_file(whole) or revision.is_folder(whole):
            revision.path = os.path.relpath(whole)
            return revision
    raise RevisionError(f'revision "{name}" has no file or folder "{inside}"')


def _folders_meant(path: str, top: str) -> Iterator[str]:
    if path.partition("/")[0] not in (".", ".."):
        yield top
    yield Path.cwd().as_posix()


def _entries(listing: bytes) -> Iterator[tuple[str, tuple[bytes, str]]]:
    for line in listing.split(b"\0"):
        if (entry := _ENTRY.fullmatch(line)) and entry["type"] == b"blob":
            yield os.fsdecode(entry["path"]), (entry["mode"], entry["id"].decode())


def _folders(path: str) -> Iterator[str]:
    while path := posixpath.dirname(path):
        yield path


def _is_below(path: str, folder: str) -> bool:
    return not folder or path.startswith(f"{folder}/")


def _git(words: list[str], folder: str, problem: str = "") -> bytes:
    """What a git command prints; raises `RevisionError`. None of the commands used here runs filters or hooks."""
    try:
        done = subprocess.run(["git", *words], cwd=folder, capture_output=True, check=False)  # noqa: S607
    except OSError as error:
        raise RevisionError(f"git can't be run: {error.strerror}") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().removeprefix("fatal: ").splitlines()
        raise RevisionError(problem or (said[0] if said else f"git {words[0]} failed"))
    return done.stdout
