"""Where texts come from: the disk, standard input, an editor's unsaved buffers. Knows nothing of what is in them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from errno import EBADF
from itertools import islice
from pathlib import Path
from typing import Protocol, TextIO, cast

STANDARD_INPUT = "-"
SHOWN_STANDARD_INPUT = "<stdin>"
"""How messages call it."""
_PASSED_OVER = frozenset({"node_modules", "site-packages", "__pycache__"})
"""Folders with what others wrote; hidden ones (`.git`, `.venv`) are passed over, too."""


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
        """The paths of the `.cml` files below a folder, sorted; those in it stand before those in its folders."""
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
        """What a file holds; raises `OSError`."""
        return _standard_input() if path == STANDARD_INPUT else Path(path).read_bytes()

    def is_folder(self, path: str) -> bool:
        """Whether a path is that of a folder."""
        return path != STANDARD_INPUT and Path(path).is_dir()

    def is_file(self, path: str) -> bool:
        """Whether a path is that of a file."""
        return Path(path).is_file()

    def maps_below(self, folder: str) -> Iterator[str]:
        """The paths of the `.cml` files below a folder; links to folders are not followed, so that it ends."""
        for where, folders, names in os.walk(folder):
            folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _PASSED_OVER)
            yield from (str(Path(where, name)) for name in sorted(names) if is_map(name))

    def maps_in(self, folder: str) -> list[str]:
        """The names of the `.cml` files that stand directly in a folder, sorted; none if there is no such folder."""
        return sorted(name for _, _, names in islice(os.walk(folder or os.curdir), 1) for name in names if is_map(name))

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


def is_map(name: str) -> bool:
    """Whether a file is a map, by its ending."""
    return name.casefold().endswith(".cml")


def _standard_input() -> bytes:
    # Python has none where the shell has closed it (`<&-`), whatever the annotation says.
    stream = cast("TextIO | None", sys.stdin)
    if stream is None:
        raise OSError(EBADF, "it is closed")
    return stream.buffer.read()


def _encoded(text: str) -> bytes:
    """UTF-8; halves of characters, which only a program can put into a text, are replaced."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").encode()
