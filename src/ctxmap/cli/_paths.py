"""Paths below an output folder that every file system can hold, and that lead nowhere else."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import count

from ctxmap.model.elements import Model

_FORBIDDEN = frozenset('<>:"\\|?*')
"""What Windows allows in no name; a colon or backslash would even lead elsewhere there."""


def stays_below(path: str) -> bool:
    """Whether a path with `/` between folders can't lead out of the folder that it is relative to, on any system."""
    return all(part not in ("", ".", "..") and part == _plain(part) for part in path.split("/"))


def model_folders(models: Sequence[Model]) -> Sequence[str]:
    """The folder of each model, with `/` behind it: "" for a single one, else after its name; no two are alike."""
    return [""] if len(models) == 1 else list(_distinct([_safe(model.name) for model in models]))


def as_file_systems_see_it(path: str) -> str:
    """The same for two paths that some file system takes for one: case and composition of letters don't count."""
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
    return "/".join(_plain(part).rstrip(". ") or "model" for part in name.split("/"))


def _plain(part: str) -> str:
    return "".join("-" if c in _FORBIDDEN or unicodedata.category(c) == "Cc" else c for c in part)
