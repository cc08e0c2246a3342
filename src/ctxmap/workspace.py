"""Paths → syntax trees, and which of them make up which model.

A model is a file with everything that it imports, or all that stands below a folder; a workspace has one or more.
Each file is read and parsed once, however many models it is part of. Knows nothing of what maps mean: that is for the
linker, to which each model's files are given in the order in which they count as its text (what a file imports stands
before it).
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from ctxmap.analyses.circles import components
from ctxmap.configuration import Linking
from ctxmap.decoding import decode
from ctxmap.files import STANDARD_INPUT, Files, is_map
from ctxmap.findings import Finding, Severity
from ctxmap.mends import Mend, Remove, Replace, unsafe
from ctxmap.nearest import is_sure, nearest
from ctxmap.source import Source, Span
from ctxmap.syntax.parse import parse
from ctxmap.syntax.tree import File, Setting, Text

_STANDARD_INPUT = "<stdin>"
"""How messages call standard input."""


class WorkspaceError(Exception):
    """Compiling can't begin: no such path, no leave to read it. Its text says which and why."""


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
    def sources(self) -> Mapping[str, Source]:
        """The texts by the paths under which messages show them."""
        return {path: file.source for path, file in self.files.items()}


class _Unit(msgspec.Struct, frozen=True, eq=False):
    """A file that was read: where it is, how messages call it, its tree, and the identities of what it imports."""

    where: str
    file: File
    imports: list[str]

    @property
    def path(self) -> str:
        return self.file.source.path

    @property
    def is_text(self) -> bool:
        """Whether it is none of the disk: `<stdin>`, `<text>`."""
        return self.path.startswith("<")


Units = Mapping[str, _Unit]
"""The files that were read, by identity."""


class _Given(msgspec.Struct, frozen=True):
    """A path that was given: absolute, with the files that it stands for, by their identities."""

    where: str
    is_folder: bool
    files: list[str]

    @property
    def folder(self) -> str:
        return self.where if self.is_folder else posixpath.dirname(self.where)


def read_workspace(paths: Iterable[str], files: Files, linking: Linking = "imports") -> Workspace:
    """Read files and folders (`-`: standard input) and everything that they import; raises `WorkspaceError`.

    `linking` says what of a folder is one model: each file that no other imports, or `folder`, all of them.
    """
    reader = _Reader(files)
    given = [_read_given(path, files, reader) for path in dict.fromkeys(paths)]
    reader.read_imports()
    common = posixpath.commonpath([each.folder for each in given]) if given else ""
    grouped = _folders(given) if linking == "folder" else _roots(reader.units, given)
    return Workspace(
        models=tuple(_model(reader.units, each, common) for each in grouped),
        files={unit.path: unit.file for unit in reader.units.values()},
        findings=tuple(reader.findings),
    )


def _read_given(path: str, files: Files, reader: _Reader) -> _Given:
    is_folder = files.is_folder(path)
    found = files.maps_below(path) if is_folder else [path]
    return _Given(_absolute(path), is_folder, [reader.read_given(each) for each in found])


class _Reader:
    """Reads files, each once."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self.units: dict[str, _Unit] = {}
        self.findings: list[Finding] = []

    def read_given(self, path: str) -> str:
        """Read a file that was asked for; gives its identity."""
        try:
            return self._read(path, _STANDARD_INPUT if path == STANDARD_INPUT else _spelled(Path(path).as_posix()))
        except OSError as error:
            raise WorkspaceError(_why_unread(path, error)) from error

    def read_imports(self) -> None:
        """Read all that is imported, and what that imports in turn."""
        waiting = list(self.units)
        for identity in waiting:
            unit = self.units[identity]
            for text in _imports(unit.file):
                known = len(self.units)
                imported = self._read_import(unit, text)
                if imported is not None:
                    unit.imports.append(imported)
                if imported is not None and len(self.units) > known:
                    waiting.append(imported)

    def _read(self, where: str, path: str) -> str:
        identity = self._files.identity(where)
        if identity not in self.units:
            source, undecoded = decode(path, self._files.read(where))
            file, found = parse(source)
            self.units[identity] = _Unit(where, file, [])
            self.findings += (*undecoded, *found)
        return identity

    def _read_import(self, unit: _Unit, text: Text) -> str | None:
        if not is_map(text.value):
            self._report_other(unit, text)
            return None
        where = posixpath.join(posixpath.dirname(unit.where), text.value)
        path = posixpath.join(posixpath.dirname(unit.path), text.value)
        try:
            return self._read(where.replace("\0", "\ufffd"), posixpath.normpath(path))
        except OSError as error:
            self._report_missing(unit, text, where, error)
            return None

    def _report_other(self, unit: _Unit, text: Text) -> None:
        message = f'"{text.value}" is no .cml file'
        hint = "it is passed over; leave out the import"
        at = unit.file.span(text)
        mend = unsafe("leave the import out", Remove(at))
        finding = Finding(at, message, hint, (), "import-not-a-map", Severity.WARNING, mend)
        self.findings.append(finding)

    def _report_missing(self, unit: _Unit, text: Text, where: str, error: OSError) -> None:
        folder, slash, name = text.value.rpartition("/")
        known = self._files.maps_in(posixpath.dirname(where))
        near = nearest(name, known)
        hint = f'did you mean "{folder}{slash}{near}"?' if near else "imports are relative to the importing file"
        message = _why_unread(text.value, error)
        at = unit.file.span(text)
        mend = _respelt(unit, at, f"{folder}{slash}{near}", sure=_is_sure(name, near, known)) if near else None
        finding = Finding(at, message, hint, (), "import-not-found", Severity.ERROR, mend)
        self.findings.append(finding)


def _respelt(unit: _Unit, at: Span, path: str, *, sure: bool) -> Mend:
    quote = unit.file.source.text[at.start]
    return Mend(f'import "{path}"', (Replace(at, f"{quote}{path}{quote}"),), is_safe=sure)


def _is_sure(name: str, near: str, known: Iterable[str]) -> bool:
    """Whether nothing but that file can be meant; the ending makes no name longer."""
    return is_sure(_stem(name), _stem(near), map(_stem, known))


def _stem(name: str) -> str:
    return posixpath.splitext(name)[0]


def _why_unread(path: str, error: OSError) -> str:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return f'there is no file "{path}"'
    if isinstance(error, IsADirectoryError):
        return f'"{path}" is a folder'
    return f'"{path}" can\'t be read: {error.strerror}'


def _imports(file: File) -> Iterator[Text]:
    for member in file.members:
        if isinstance(member, Setting) and member.key.text == "import":
            yield from (value for value in member.values if isinstance(value, Text))


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


def _model(units: Units, group: _Group, common: str) -> ModelFiles:
    members = [units[identity] for identity in _in_order_of_text(units, group.files)]
    first = units[group.files[0]]
    folder = posixpath.dirname(_absolute(first.where)) if group.folder is None else group.folder
    name = _name(first, common) if group.folder is None else _name_of_folder(group.folder, common)
    sources = {unit.path: _relative(unit, folder) for unit in (first, *members)}
    return ModelFiles(name, tuple(unit.file for unit in members), sources)


def _name_of_folder(folder: str, common: str) -> str:
    """Its path below the folder that all have in common, or its own name."""
    return _spelled(posixpath.basename(folder) if folder == common else posixpath.relpath(folder, common))


def _name(root: _Unit, common: str) -> str:
    return "" if root.is_text else posixpath.splitext(_relative(root, common))[0]


def _relative(unit: _Unit, folder: str) -> str:
    return unit.path if unit.is_text else _spelled(posixpath.relpath(_absolute(unit.where), folder))


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


def _spelled(path: str) -> str:
    """A path that can be written down: what in it is no character stands as `?`."""
    return path.encode("utf-8", "replace").decode()


def _absolute(path: str) -> str:
    """A path from the root of the disk, with `/`; standard input is as good as a file of the current folder."""
    return posixpath.normpath((Path.cwd() / path).as_posix())
