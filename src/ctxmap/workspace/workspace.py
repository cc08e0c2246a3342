"""Paths → syntax trees, and which of them make up which model.

A model is a file with everything that it imports, or all that stands below a folder; a workspace has one or more.
Each file is read and parsed once, however many models it is part of. Knows nothing of what maps mean: that is for the
linker, to which each model's files are given in the order in which they count as its text (what a file imports stands
before it).
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import msgspec

from ctxmap.analyses.graph.cycles import components
from ctxmap.configuration import Linking
from ctxmap.findings.finding import Finding
from ctxmap.syntax.tree import File
from ctxmap.text.files import STANDARD_INPUT, Files
from ctxmap.text.source import Source
from ctxmap.workspace.reading import Reader, ReadTree, Unit, WorkspaceError, read_tree, spelled

__all__ = ["ModelFiles", "Workspace", "WorkspaceError", "read_workspace"]


class ModelFiles(msgspec.Struct, frozen=True, eq=False):
    """The files of one model, in the order in which they count as its text.

    `name` and `sources` are as in `Model`; `sources` gives them for each file's path, the root's first.
    """

    name: str
    files: tuple[File, ...]
    sources: Mapping[str, str]


class Workspace(msgspec.Struct, frozen=True, eq=False):
    """The models of a workspace, all its texts by path, and what reading and parsing them found."""

    models: tuple[ModelFiles, ...]
    files: Mapping[str, File]
    findings: tuple[Finding, ...]

    @property
    def sharing(self) -> Mapping[str, Sequence[str]]:
        """The names of the models that read a file, for each file that several models read."""
        readers: dict[str, list[str]] = {}
        for model in self.models:
            for file in model.files:
                readers.setdefault(file.source.path, []).append(model.name)
        return {path: names for path, names in readers.items() if len(names) > 1}

    @property
    def sources(self) -> Mapping[str, Source]:
        """The texts by the paths under which messages show them."""
        return {path: file.source for path, file in self.files.items()}


Units = Mapping[str, Unit]
"""The files that were read, by identity."""


class _Given(msgspec.Struct, frozen=True):
    """A path that was given: absolute, with the files that it stands for, by their identities."""

    where: str
    is_folder: bool
    files: list[str]

    @property
    def folder(self) -> str:
        return self.where if self.is_folder else posixpath.dirname(self.where)


def read_workspace(
    paths: Iterable[str],
    files: Files,
    linking: Linking = "imports",
    sources: Sequence[str] = (),
    tree: ReadTree = read_tree,
    names_from: str = "",
) -> Workspace:
    """Read files and folders (`-`: standard input) and everything that they import; raises `WorkspaceError`.

    `linking` says what of a folder is one model: each file that no other imports, or `folder`, all of them. Then a file
    below one of the folders among the `sources` stands for that folder, whose model it is a part of. `tree` makes the
    syntax trees; an editor keeps them. Models are named by their paths below the folder `names_from`, or else the one
    that all paths have in common.
    """
    reader = Reader(files, tree)
    if linking == "folder":
        homes = [source for source in sources if files.is_folder(source)]
        paths = [_home(path, homes) for path in paths]
    given = [_read_given(path, files, reader) for path in dict.fromkeys(paths)]
    reader.read_imports()
    folders = [each.folder for each in given] + ([_absolute(names_from)] if names_from else [])
    common = posixpath.commonpath(folders) if folders else ""
    relative = cache(_relative)  # many models may share many files
    grouped = _folders(given) if linking == "folder" else _roots(reader.units, given)
    return Workspace(
        models=tuple(_model(reader.units, each, common, relative) for each in grouped),
        files={unit.path: unit.file for unit in reader.units.values()},
        findings=tuple(reader.findings),
    )


def _home(path: str, folders: Iterable[str]) -> str:
    """The folder that a file is below, or the path itself where there is none."""
    is_below = (folder for folder in folders if _absolute(path).startswith(f"{_absolute(folder)}/"))
    return path if path == STANDARD_INPUT else next(is_below, path)


def _read_given(path: str, files: Files, reader: Reader) -> _Given:
    is_folder = files.is_folder(path)
    try:
        found = list(files.maps_below(path)) if is_folder else [path]
    except OSError as error:
        folder = spelled(Path(error.filename or path).as_posix())
        raise WorkspaceError(f'the folder "{folder}" can\'t be read: {error.strerror}') from error
    return _Given(_absolute(path), is_folder, [reader.read_given(each) for each in found])


class _Group(msgspec.Struct, frozen=True):
    """What becomes one model: files by their identities, and the folder that they are all of, if it is one."""

    files: list[str]
    folder: str | None = None


def _folders(given: Iterable[_Given]) -> Iterator[_Group]:
    """All that is below a folder together; of folders in each other, each."""
    for each in given:
        if each.files:
            yield _Group(each.files, each.where if each.is_folder else None)


def _roots(units: Units, given: Iterable[_Given]) -> Iterator[_Group]:
    """Files that were named; files of folders that no other imports; of a circle that nobody else does, the first."""
    groups = list(components({identity: unit.imports for identity, unit in units.items()}))
    group_of = {identity: number for number, group in enumerate(groups) for identity in group}
    edges = ((identity, each) for identity, unit in units.items() for each in unit.imports)
    imported = {group_of[each] for identity, each in edges if group_of[each] != group_of[identity]}
    named = {identity for each in given if not each.is_folder for identity in each.files}
    free = [group for number, group in enumerate(groups) if number not in imported and named.isdisjoint(group)]
    firsts = {min(group, key=lambda identity: units[identity].path.split("/")) for group in free}
    in_turn = dict.fromkeys(identity for each in given for identity in each.files)
    yield from (_Group([identity]) for identity in in_turn if identity in named or identity in firsts)


def _model(units: Units, group: _Group, common: str, relative: Callable[[Unit, str], str]) -> ModelFiles:
    members = [units[identity] for identity in _in_order_of_text(units, group.files)]
    first = units[group.files[0]]
    folder = posixpath.dirname(_absolute(first.where)) if group.folder is None else group.folder
    name = _name(first, common) if group.folder is None else _name_of_folder(group.folder, common)
    sources = {unit.path: relative(unit, folder) for unit in (first, *members)}
    return ModelFiles(name, tuple(unit.file for unit in members), sources)


def _name_of_folder(folder: str, common: str) -> str:
    """Its path below the folder that all have in common, or its own name."""
    return spelled(posixpath.basename(folder) if folder == common else posixpath.relpath(folder, common))


def _name(root: Unit, common: str) -> str:
    return "" if root.is_text else posixpath.splitext(_relative(root, common))[0]


def _relative(unit: Unit, folder: str) -> str:
    return unit.path if unit.is_text else spelled(posixpath.relpath(_absolute(unit.where), folder))


def _in_order_of_text(units: Units, roots: Iterable[str]) -> list[str]:
    """A file behind all that it imports, as far as a circle lets it."""
    order: dict[str, None] = {}
    seen: set[str] = set()
    for root in roots:
        path = [] if root in seen else [(root, iter(units[root].imports))]
        seen.add(root)
        while path:
            identity, imports = path[-1]
            following = next((each for each in imports if each not in seen), None)
            if following is None:
                order[identity] = None
                path.pop()
            else:
                seen.add(following)
                path.append((following, iter(units[following].imports)))
    return list(order)


def _absolute(path: str) -> str:
    """A path from the root of the disk, with `/`; standard input is as good as a file of the current folder."""
    return posixpath.normpath((Path.cwd() / path).as_posix())
