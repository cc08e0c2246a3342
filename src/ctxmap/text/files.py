"""Where texts come from: the disk, standard input, an editor's unsaved buffers. Knows nothing of what is in them."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator, Mapping, Sequence
from errno import EBADF, EFBIG, EINVAL, ENOENT
from functools import cached_property
from pathlib import Path
from typing import Protocol, TextIO, cast

STANDARD_INPUT = "-"
SHOWN_STANDARD_INPUT = "<stdin>"
"""How messages call it."""
_PASSED_OVER = frozenset({"node_modules", "site-packages", "__pycache__"})
"""Other people's code. Names that begin with a dot (`.git`, `.#shop.cml`, `._shop.cml`) are skipped, too."""
LARGEST_FILE = 64 * 1024 * 1024
"""In bytes. A larger one is not a map, and a device has no end."""


class Files(Protocol):
    """How a workspace gets at texts. Paths are absolute or relative to the current folder."""

    def read(self, path: str) -> bytes:
        """What a file holds; raises `OSError`."""
        ...

    def is_folder(self, path: str) -> bool:
        """Whether a path is that of a folder."""
        ...

    def is_file(self, path: str) -> bool:
        """Whether a path is that of a file."""
        ...

    def maps_below(self, folder: str) -> Iterator[str]:
        """The paths of the `.cml` files below a folder, sorted, those in it before those in its subfolders.

        Raises `OSError` for a folder that can't be listed: its maps would be missing without anybody noticing.
        """
        ...

    def maps_in(self, folder: str) -> list[str]:
        """The names of the `.cml` files that stand directly in a folder, sorted; none if there is no such folder."""
        ...

    def identity(self, path: str) -> str:
        """The same for all paths of one file."""
        ...


class Disk:
    """The files of this machine, and standard input as `-`."""

    def read(self, path: str) -> bytes:
        """What a file holds; raises `OSError`.

        A repository may contain `shop.cml`, a link to a secret, whose lines would be shown as mistakes.
        """
        if path == STANDARD_INPUT:
            return _standard_input()
        if is_map(path) and not is_map(os.path.realpath(path)):
            raise OSError(EINVAL, "it is a link to a file that is not a .cml file", path)
        return read_regular_file(path)

    def is_folder(self, path: str) -> bool:
        """Whether a path is that of a folder."""
        return path != STANDARD_INPUT and os.path.isdir(path)  # noqa: PTH112 — False, too, where there can be no such path

    def is_file(self, path: str) -> bool:
        """Whether a path is that of a file."""
        return os.path.isfile(path)  # noqa: PTH113 — False, too, where there can be no such path

    def maps_below(self, folder: str) -> Iterator[str]:
        """The paths of the `.cml` files below a folder; links to folders are not followed, so that it ends.

        Hidden files, devices, pipes and links that lead out of the folder are none of its maps.
        """
        root = os.path.realpath(folder)
        for where, folders, names in os.walk(folder, onerror=_raise):
            folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _PASSED_OVER)
            yield from (
                path for name in sorted(names) if is_map(name) and _is_below(path := str(Path(where, name)), root)
            )

    def maps_in(self, folder: str) -> list[str]:
        """The names of the `.cml` files that stand directly in a folder, sorted; none if there is no such folder."""
        try:
            return sorted(name for name in os.listdir(folder or os.curdir) if is_map(name))  # noqa: PTH208
        except OSError:
            return []

    def identity(self, path: str) -> str:
        """The absolute path without links."""
        return path if path == STANDARD_INPUT else os.path.realpath(path)


class Unsaved:
    """Texts that stand before the files of the same paths, for editors, and for texts that no file holds."""

    def __init__(self, texts: Mapping[str, str], files: Files) -> None:
        self._files = files
        self._texts = {files.identity(path): _encoded(text) for path, text in texts.items()}

    def read(self, path: str) -> bytes:
        """The text of that path, or else what the file holds; raises `OSError`."""
        text = self._texts.get(self.identity(path))
        return self._files.read(path) if text is None else text

    def is_folder(self, path: str) -> bool:
        """Whether a path is that of a folder."""
        return self.identity(path) not in self._texts and self._files.is_folder(path)

    def is_file(self, path: str) -> bool:
        """Whether a path is that of a file."""
        return self.identity(path) in self._texts or self._files.is_file(path)

    def maps_below(self, folder: str) -> Iterator[str]:
        """The paths of the `.cml` files below a folder that are saved."""
        return self._files.maps_below(folder)

    def maps_in(self, folder: str) -> list[str]:
        """The names of the `.cml` files in a folder that are saved."""
        return self._files.maps_in(folder)

    def identity(self, path: str) -> str:
        """The same for all paths of one file."""
        return self._files.identity(path)


class Listed:
    """Files of which some folders have only the maps that are listed for them."""

    def __init__(self, maps: Mapping[str, Sequence[str]], files: Files) -> None:
        self._maps = maps
        self._files = files
        self.read = files.read
        self.is_folder = files.is_folder
        self.is_file = files.is_file
        self.maps_in = files.maps_in
        self.identity = files.identity

    def maps_below(self, folder: str) -> Iterator[str]:
        """The maps that are listed for a folder, or else those below it."""
        return iter(self._maps[folder]) if folder in self._maps else self._files.maps_below(folder)


class NamedInput:
    """Files of which one is read from standard input, whether it is saved or not: an editor's text with its path."""

    def __init__(self, name: str, files: Files) -> None:
        self._name = files.identity(name)
        self._files = files
        self.maps_in = files.maps_in
        self.maps_below = files.maps_below
        self.identity = files.identity

    @cached_property
    def text(self) -> bytes:
        """What standard input holds; raises `OSError`."""
        return self._files.read(STANDARD_INPUT)

    def is_it(self, path: str) -> bool:
        """Whether a path is that of the file that is read from standard input."""
        return self.identity(path) == self._name

    def read(self, path: str) -> bytes:
        """Standard input for the path of that name, or else what the file holds; raises `OSError`."""
        return self.text if self.is_it(path) else self._files.read(path)

    def is_folder(self, path: str) -> bool:
        """Whether a path is that of a folder."""
        return not self.is_it(path) and self._files.is_folder(path)

    def is_file(self, path: str) -> bool:
        """Whether a path is that of a file."""
        return self.is_it(path) or self._files.is_file(path)


def is_map(name: str) -> bool:
    """Whether a file is a map, by its ending."""
    return name.casefold().endswith(".cml")


def is_below_visible(path: str) -> bool:
    """Whether no part of a path, relative to the folder that is read, is hidden or other people's code."""
    return not any(part.startswith(".") or part in _PASSED_OVER for part in path.split("/"))


def owners() -> frozenset[int]:
    """The users whose files we trust: ourselves, root, and the user who called `sudo`."""
    called = os.environ.get("SUDO_UID", "")
    ours = [os.geteuid()] if hasattr(os, "geteuid") else []
    return frozenset({0, *ours, *([int(called)] if called.isdecimal() else [])})


def read_regular_file(path: str | os.PathLike[str]) -> bytes:
    """What a regular file holds; raises `OSError` for anything else, and for more than `LARGEST_FILE` bytes.

    A pipe would wait for a writer, `/dev/zero` has no end, and the files of `/proc`, which claim to be empty, hold
    what nobody wants in a report.
    """
    if os.path.islink(path) and not os.path.exists(path):  # noqa: PTH110, PTH114
        raise OSError(ENOENT, "it is a link to a file that does not exist", os.fspath(path))
    with open(path, "rb", opener=_open_without_waiting) as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise OSError(EINVAL, "it is not a regular file", os.fspath(path))
        data = file.read(LARGEST_FILE + 1)
        _refuse_too_large(data, os.fspath(path))
        if data and not status.st_size and not os.fstat(file.fileno()).st_size:
            raise OSError(EINVAL, "it is not a regular file", os.fspath(path))
        return data


def _refuse_too_large(data: bytes, path: str) -> None:
    if len(data) > LARGEST_FILE:
        raise OSError(EFBIG, f"it is larger than {LARGEST_FILE // 1024 // 1024} MiB", path)


def _open_without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _is_below(path: str, root: str) -> bool:
    """Whether a file of a folder is meant: visible, regular, and not a link to a place outside."""
    if Path(path).name.startswith("."):
        return False
    status = os.lstat(path)
    if stat.S_ISREG(status.st_mode):
        return True
    target = os.path.realpath(path)
    return stat.S_ISLNK(status.st_mode) and os.path.isfile(target) and target.startswith(os.path.join(root, ""))  # noqa: PTH113, PTH118


def _raise(error: OSError) -> None:
    raise error


def _standard_input() -> bytes:
    # Python has none where the shell has closed it (`<&-`), whatever the annotation says.
    stream = cast("TextIO | None", sys.stdin)
    if stream is None:
        raise OSError(EBADF, "it is closed")
    data = stream.buffer.read(LARGEST_FILE + 1)
    _refuse_too_large(data, STANDARD_INPUT)
    return data


def _encoded(text: str) -> bytes:
    """UTF-8; halves of characters, which only a program can put into a text, are replaced."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").encode()
