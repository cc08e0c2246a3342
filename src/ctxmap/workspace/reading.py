"""Files → syntax trees, each read and parsed once, together with their imports; reports imports that fail.

Does not know which files make up which model.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from unicodedata import normalize
from urllib.parse import unquote

import msgspec

from ctxmap.findings.finding import Finding, Severity
from ctxmap.findings.fix import Fix, Remove, Replace, unsafe
from ctxmap.syntax.parse import parse
from ctxmap.syntax.tree import File, Setting, Text
from ctxmap.text.files import SHOWN_STANDARD_INPUT, STANDARD_INPUT, Files, is_map
from ctxmap.text.nearest import is_sure, nearest
from ctxmap.text.source import Span
from ctxmap.workspace.decoding import decode


class WorkspaceError(Exception):
    """A path that was given does not exist or can't be read; the text says which and why."""


class Unit(msgspec.Struct, frozen=True, eq=False):
    """A file that was read: its path on disk, its tree, and the identities of the files that it imports."""

    where: str
    file: File
    imports: list[str]

    @property
    def path(self) -> str:
        """The path that messages show."""
        return self.file.source.path

    @property
    def is_text(self) -> bool:
        """Whether it is not a file on disk: `<stdin>`, `<text>`."""
        return self.path.startswith("<")


Tree = tuple[File, tuple[Finding, ...]]
"""A syntax tree, and the findings of decoding and parsing its text."""
ReadTree = Callable[[str, bytes], Tree]
"""Makes the tree of a file from the path that messages show, and the file's contents."""


def read_tree(path: str, data: bytes) -> Tree:
    """Decode and parse a file."""
    source, undecoded = decode(path, data)
    file, found = parse(source)
    return file, (*undecoded, *found)


class Reader:
    """Reads files, each once."""

    def __init__(self, files: Files, tree: ReadTree) -> None:
        self._files = files
        self._tree = tree
        self.units: dict[str, Unit] = {}
        self.findings: list[Finding] = []

    def read_given(self, path: str) -> str:
        """Read a file that was given as a path, and return its identity."""
        try:
            return self._read(path, SHOWN_STANDARD_INPUT if path == STANDARD_INPUT else spelled(Path(path).as_posix()))
        except OSError as error:
            raise WorkspaceError(_why_unread(path, error)) from error

    def read_imports(self) -> None:
        """Read all imported files, and the files that they import."""
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
            file, found = self._tree(path, self._files.read(where))
            self.units[identity] = Unit(where, file, [])
            self.findings += found
        return identity

    def _read_import(self, unit: Unit, text: Text) -> str | None:
        if not is_map(text.value):
            self._report_not_a_map(unit, text, self._meant(unit, text))
            return None
        value = self._as_on_disk(unit, text.value)
        where = posixpath.normpath(posixpath.join(posixpath.dirname(unit.where), value))
        path = posixpath.normpath(posixpath.join(posixpath.dirname(unit.path), value))
        where = where.replace("\0", "\ufffd")
        try:
            return self._read(where, path)
        except OSError as error:
            self._report_missing(unit, text, where, error)
            return None

    def _as_on_disk(self, unit: Unit, path: str) -> str:
        """A path in the Unicode form in which there is a file: editors compose `é` of one or two characters at will."""
        forms = () if path.isascii() else (path, normalize("NFC", path), normalize("NFD", path))
        folder = posixpath.dirname(unit.where)
        return next((form for form in forms if self._files.is_file(posixpath.join(folder, form))), path)

    def _meant(self, unit: Unit, text: Text) -> str:
        """The path of an existing file that is written differently: other slashes or case, `%20`, without `.cml`."""
        written = unquote("/".join(filter(None, text.value.split("\\"))))
        named = written if is_map(written) else f"{written}.cml"
        folder, slash, name = named.rpartition("/")
        where = posixpath.normpath(posixpath.join(posixpath.dirname(unit.where), folder))
        same = [each for each in self._files.maps_in(where) if each.casefold() == name.casefold()]
        meant = name if name in same else same[0] if len(same) == 1 else ""
        return f"{folder}{slash}{meant}" if meant else ""

    def _report_not_a_map(self, unit: Unit, text: Text, meant: str) -> None:
        message = f'"{text.value}" is not a .cml file'
        at = unit.file.span(text)
        hint, fix = "ctxmap does not read it; remove the import", unsafe("remove the import", Remove(at))
        if meant:
            hint, fix = f'write "{meant}"', _corrected_import(unit, at, meant, sure=True)
        finding = Finding(at, message, hint, (), "import-not-a-map", Severity.WARNING, fix)
        self.findings.append(finding)

    def _report_missing(self, unit: Unit, text: Text, where: str, error: OSError) -> None:
        folder, slash, name = text.value.rpartition("/")
        there = self._files.maps_in(posixpath.dirname(where)) if _is_missing(error) else []
        known = [each for each in there if each != name]
        near = nearest(name, known)
        hint = "imports are relative to the importing file" if _is_missing(error) else ""
        hint = f'did you mean "{folder}{slash}{near}"?' if near else hint
        message = _why_unread(text.value, error)
        if name in there:
            message = f'"{text.value}" is a link to a file that does not exist'
        at = unit.file.span(text)
        fix = _corrected_import(unit, at, f"{folder}{slash}{near}", sure=_is_sure(name, near, known)) if near else None
        meant = self._meant(unit, text) if _is_missing(error) else ""
        if meant and meant != text.value:
            hint, fix = f'write "{meant}"', _corrected_import(unit, at, meant, sure=True)
        finding = Finding(at, message, hint, (), "import-not-found", Severity.ERROR, fix)
        self.findings.append(finding)


def _corrected_import(unit: Unit, at: Span, path: str, *, sure: bool) -> Fix:
    quote = unit.file.source.text[at.start]
    return Fix(f'import "{path}"', (Replace(at, f"{quote}{path}{quote}"),), is_safe=sure)


def _is_sure(name: str, near: str, known: Iterable[str]) -> bool:
    """Whether no other file can be meant. Compared without the extension, which would make names look alike."""
    return is_sure(_stem(name), _stem(near), map(_stem, known))


def _stem(name: str) -> str:
    return posixpath.splitext(name)[0]


def _is_missing(error: OSError) -> bool:
    return isinstance(error, FileNotFoundError | NotADirectoryError)


def _why_unread(path: str, error: OSError) -> str:
    if _is_missing(error):
        return f'there is no file "{path}"'
    if isinstance(error, IsADirectoryError):
        return f'"{path}" is a folder'
    return f'"{path}" can\'t be read: {error.strerror}'


def _imports(file: File) -> Iterator[Text]:
    for member in file.members:
        if isinstance(member, Setting) and member.key.text == "import":
            yield from (value for value in member.values if isinstance(value, Text))


def spelled(path: str) -> str:
    """The path with `?` for bytes that are not characters, so that it can be printed."""
    return path.encode("utf-8", "replace").decode()
