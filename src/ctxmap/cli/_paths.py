"""Paths below an output folder that are valid on every file system and never lead out of it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import count

from ctxmap.model.elements import Model
from ctxmap.model.names import DEVICES

_FORBIDDEN = frozenset('<>:"\\|?*')
"""Not allowed in names on Windows, where a colon or backslash would even lead elsewhere."""


def stays_below(path: str) -> bool:
    """Whether a relative path with `/` can't lead out of its folder, on any system."""
    return all(part not in ("", ".", "..") and part == _plain(part) for part in path.split("/"))


def model_folders(models: Sequence[Model]) -> Sequence[str]:
    """A folder for each model, ending with `/` and named after the model; "" for a single one."""
    return [""] if len(models) == 1 else list(_distinct([_safe(model.name) for model in models]))


def as_file_systems_see_it(path: str) -> str:
    """A key that is equal for paths that are one file on some file system: without case and composition."""
    return unicodedata.normalize("NFKD", path).casefold()


def _distinct(names: Sequence[str]) -> Iterator[str]:
    taken: set[str] = set()
    for name in names:
        free = next(each for each in _numbered(name) if as_file_systems_see_it(each) not in taken)
        taken.add(as_file_systems_see_it(free))
        yield f"{free}/"


def _numbered(name: str) -> Iterator[str]:
    yield name
    yield from (f"{name}-{number}" for number in count(2))


def _safe(name: str) -> str:
    return "/".join(_no_device(_plain(part).rstrip(". ") or "model") for part in name.split("/"))


def _no_device(part: str) -> str:
    """`con-2` for `con`: Windows can have no such folder, whatever follows a dot."""
    return f"{part}-2" if part.partition(".")[0].rstrip().casefold() in DEVICES else part


def _plain(part: str) -> str:
    return "".join("-" if c in _FORBIDDEN or unicodedata.category(c) == "Cc" else c for c in part)
