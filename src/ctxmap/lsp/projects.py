"""Compiles the maps that open documents belong to, again after each edit, and keeps what has not changed.

A project is what one configuration file, or else one folder of the editor, has as its maps. A document outside of both
is a project of its own. Nothing here knows the protocol.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping

import msgspec
from msgspec.structs import replace

from ctxmap.compiler import Compilation, Memory, PluginError, WorkspaceError, compile_files
from ctxmap.configfile import find
from ctxmap.configfile.read import ConfigFile, find_configuration
from ctxmap.configuration import ALWAYS_ON, DEFAULT, Configuration
from ctxmap.findings.finding import Diagnostic, Severity
from ctxmap.lsp.names import Names
from ctxmap.text.files import Disk, Unsaved
from ctxmap.text.source import Source


class Snapshot(msgspec.Struct, frozen=True, eq=False):
    """A project as it was compiled: the result, the texts by identity, and the findings by identity of their file."""

    compilation: Compilation
    sources: Mapping[str, Source]
    found: Mapping[str, tuple[Diagnostic, ...]]
    names: Names
    failure: str = ""
    """Why nothing could be compiled, if so."""

    @property
    def is_readable(self) -> bool:
        """Whether no text has a mistake of syntax."""
        return all(each.rule != ALWAYS_ON for each in self.compilation.diagnostics)

    @property
    def errors(self) -> int:
        """How many errors there are."""
        return sum(each.severity is Severity.ERROR for each in self.compilation.diagnostics)

    @property
    def texts(self) -> Mapping[str, Source]:
        """The texts by the paths that findings name."""
        return {source.path: source for source in self.sources.values()}

    def found_in(self, source: Source) -> list[Diagnostic]:
        """The findings in a text."""
        return [each for identity, known in self.sources.items() if known is source for each in self.found[identity]]


NOTHING = Snapshot(Compilation((), (), {}), {}, {}, Names((), {}))
"""The snapshot of a text that is not a file."""


class Project:
    """The paths of a project, its configuration, and its last compilation."""

    def __init__(self, paths: tuple[str, ...], configuration: Configuration, file: ConfigFile | None) -> None:
        self._paths = paths
        self._configuration = configuration
        self._file = file
        self._memory = Memory()
        self.configured_by = file.source.path if file else ""

    def compile(self, texts: Mapping[str, str]) -> Snapshot:
        """Compile with the texts of open documents, by path, in place of those on disk."""
        files = Unsaved(texts, Disk())
        try:
            compilation = compile_files(self._given(texts, files), files, self._configuration, self._memory)
            failure = ""
        except (WorkspaceError, PluginError) as error:
            compilation, failure = Compilation((), (), {}), str(error)
        names = Names(compilation.models, compilation.sources)
        sources = {files.identity(path): source for path, source in compilation.sources.items()}
        found: dict[str, list[Diagnostic]] = {identity: [] for identity in sources}
        for diagnostic in compilation.diagnostics:
            found[files.identity(diagnostic.path)].append(diagnostic)
        if self._file:
            mistakes = self._file.diagnostics
            for path, source in self._file.sources.items():
                sources[files.identity(path)] = source
                found[files.identity(path)] = [each for each in mistakes if each.path == path]
        return Snapshot(compilation, sources, {key: tuple(each) for key, each in found.items()}, names, failure)

    def _given(self, texts: Mapping[str, str], files: Unsaved) -> list[str]:
        """The paths that exist, and open documents that are not saved yet."""
        there = [path for path in self._paths if files.is_folder(path) or files.is_file(path)]
        unsaved = [find.as_shown(path) for path in texts if not os.path.isfile(path)]  # noqa: PTH113
        return [*there, *(path for path in unsaved if self.covers(path) and path not in there)]

    def covers(self, path: str) -> bool:
        """Whether a file is at or below one of the paths."""
        absolute = os.path.abspath(path)  # noqa: PTH100
        tops = [os.path.abspath(each) for each in self._paths]  # noqa: PTH100
        return any(absolute == top or absolute.startswith(top.rstrip(os.sep) + os.sep) for top in tops)


def project_of(path: str, folders: Iterable[str], *, is_trusted: bool) -> Project:
    """The project of a document, by its absolute path. Plug-ins run only in a trusted workspace."""
    file = _configuration(path)
    configuration = file.configuration if file and not file.findings else DEFAULT
    if not is_trusted:
        configuration = replace(configuration, plugins=())
    sources = configuration.sources
    if not sources and file:
        sources = (os.path.dirname(file.source.path) or os.curdir,)  # noqa: PTH120
    if not sources:
        above = [each for each in folders if path.startswith(each.rstrip(os.sep) + os.sep)]
        sources = (find.as_shown(max(above, key=len)),) if above else ()
    project = Project(sources, configuration, file)
    if not project.covers(path):
        project = Project((*sources, find.as_shown(path)), configuration, file)
    return project


def _configuration(path: str) -> ConfigFile | None:
    """The nearest configuration file; none of the code of plug-ins is run."""
    try:
        return find_configuration(os.path.dirname(path), Disk())  # noqa: PTH120
    except OSError:
        return None
