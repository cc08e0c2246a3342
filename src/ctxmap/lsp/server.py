"""The server: its documents, when they are compiled, and where the findings go.

Compiling runs in one thread beside the event loop, a moment after the last keystroke. What was compiled from a text
that has changed since is not sent.
"""

from __future__ import annotations

import asyncio
import os
import traceback
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import msgspec
from lsprotocol import types
from pygls.exceptions import FeatureRequestError, JsonRpcException, PyglsError
from pygls.lsp.server import LanguageServer

from ctxmap import __version__
from ctxmap.compiler import Compilation
from ctxmap.configfile import find
from ctxmap.findings.finding import Diagnostic
from ctxmap.fixes.edits import Edit
from ctxmap.lsp.findings import diagnostic_of
from ctxmap.lsp.places import Units, path_of
from ctxmap.lsp.places import uri_of as uri_of_file
from ctxmap.lsp.projects import NOTHING, Project, Snapshot, project_of
from ctxmap.lsp.protocol import Protocol
from ctxmap.text.files import Disk
from ctxmap.text.source import Source

Done = TypeVar("Done")
_PAUSE = 0.05
"""In seconds: how long after a keystroke a compilation starts."""


class _Shown(msgspec.Struct, frozen=True, eq=False):
    """The findings of a text, as they are shown in the editor; `texts` has those of related places, by path."""

    source: Source
    found: tuple[Diagnostic, ...]
    texts: Mapping[str, Source]

    def is_as(self, other: _Shown | None) -> bool:
        """Whether nothing that is shown has changed."""
        return other is not None and self.source is other.source and self.found == other.found


class Server(LanguageServer):
    """ctxmap for one editor."""

    def __init__(self) -> None:
        super().__init__("ctxmap", __version__, protocol_cls=Protocol)  # pyright: ignore[reportUnknownMemberType]
        self.units = Units()
        self.is_trusted = False
        self._disk = Disk()
        self._compiler = ThreadPoolExecutor(1, "compiler")
        self._projects: dict[str, Project] = {}
        self._published: dict[str, _Shown] = {}
        self._versions: dict[str, int | None] = {}
        self._snapshots: dict[Project, tuple[int, Snapshot]] = {}
        self._readable: dict[Project, Snapshot] = {}
        self._change = 0
        self._is_pulled = False
        self._waiting: asyncio.Task[None] | None = None

    # -- Documents ----------------------------------------------------------------------------------------------------

    @property
    def open_maps(self) -> dict[str, str]:
        """The URIs of open documents that are files, by path."""
        uris = self.workspace.text_documents
        return {path: uri for uri in uris if (path := path_of(uri))}

    def changed(self, *, configuration: bool = False) -> None:
        """Compile again in a moment; with a new configuration, find the projects again."""
        self._change += 1
        if configuration:
            self._projects.clear()
            self._snapshots.clear()
            self._readable.clear()
        if self._waiting:
            self._waiting.cancel()
        self._waiting = asyncio.get_running_loop().create_task(self._publish_soon())
        self._waiting.add_done_callback(self._report_failure)

    async def snapshot(self, uri: str) -> Snapshot:
        """The compilation of the current texts of a document's project; nothing for a text that is not a file."""
        path = path_of(uri)
        if not path:
            return NOTHING
        project = self._project(path)
        change = self._change
        known = self._snapshots.get(project)
        if known and known[0] == change:
            return known[1]
        texts = self._texts()
        loop = asyncio.get_running_loop()
        compiled = await loop.run_in_executor(self._compiler, self._compile, change, project, texts)
        self._snapshots[project] = change, compiled
        if compiled.is_readable:
            self._readable[project] = compiled
        return compiled

    async def known(self, uri: str) -> list[Snapshot]:
        """What is known of a document's project without waiting: the last compilation, and the last readable one."""
        path = path_of(uri)
        project = self._project(path) if path else None
        last = self._snapshots.get(project) if project else None
        if not project or not last:
            return [await self.snapshot(uri)]
        return [last[1], *([self._readable[project]] if project in self._readable else [])]

    async def snapshots(self) -> list[Snapshot]:
        """The compilations of all projects of open documents, each once."""
        every = [await self.snapshot(uri) for path, uri in self.open_maps.items() if _is_map(path)]
        return list({id(each): each for each in every}.values())

    async def compile_with(self, uri: str, texts: Mapping[str, str]) -> Snapshot:
        """The compilation of a document's project with other texts, by path, which are not kept."""
        project = self._project(path_of(uri))
        changed = self._texts() | {os.path.abspath(path): text for path, text in texts.items()}  # noqa: PTH100
        return await asyncio.get_running_loop().run_in_executor(self._compiler, project.compile, changed)

    async def work_on(self, uri: str, work: Callable[[Callable[[Mapping[str, str]], Compilation]], Done]) -> Done:
        """Work that compiles a document's project with other texts, beside the event loop."""
        project = self._project(path_of(uri))
        texts = self._texts()

        def compile_with(changed: Mapping[str, str]) -> Compilation:
            absolute = {os.path.abspath(path): text for path, text in changed.items()}  # noqa: PTH100
            return project.compile(texts | absolute).compilation

        return await asyncio.get_running_loop().run_in_executor(self._compiler, work, compile_with)

    def written(self, uri: str) -> Source | None:
        """The text of an open map as it is now."""
        path = path_of(uri)
        document = self.workspace.text_documents.get(uri)
        return Source(path, document.source) if document and (_is_map(path) or not path) else None

    def version_of(self, uri: str) -> int | None:
        """The version of an open document."""
        document = self.workspace.text_documents.get(uri)
        return document.version if document else None

    def source(self, snapshot: Snapshot, uri: str) -> Source | None:
        """The text of a document as it was compiled."""
        return snapshot.sources.get(self._disk.identity(path_of(uri)))

    def location(self, source: Source, start: int, end: int) -> types.Location:
        """A place in an editor."""
        return types.Location(self.uri_of(source.path), self.units.range(source, start, end))

    def workspace_edit(self, snapshot: Snapshot, edits: Iterable[Edit]) -> types.WorkspaceEdit:
        """Some edits, for the editor to make."""
        changes: dict[str, list[types.TextEdit]] = {}
        for edit in edits:
            source = snapshot.compilation.sources[edit.at.path]
            at = self.units.range(source, edit.at.start, edit.at.end)
            changes.setdefault(self.uri_of(source.path), []).append(types.TextEdit(at, edit.text))
        return types.WorkspaceEdit(changes=dict(changes))

    def uri_of(self, path: str) -> str:
        """The URI by which the editor knows a file, or ours."""
        identity = self._disk.identity(path)
        known = {self._disk.identity(each): uri for each, uri in self.open_maps.items()}
        return known.get(identity) or uri_of_file(path)

    def _compile(self, change: int, project: Project, texts: dict[str, str]) -> Snapshot:
        known = self._snapshots.get(project)
        return known[1] if known and known[0] == change else project.compile(texts)

    def _texts(self) -> dict[str, str]:
        documents = self.workspace.text_documents
        return {path: documents[uri].source for path, uri in self.open_maps.items() if _is_map(path)}

    def _project(self, path: str) -> Project:
        if path not in self._projects:
            for project in self._projects.values():
                if project.covers(path) and self._same_configuration(project, path):
                    self._projects[path] = project
                    return project
            folders = [path_of(uri) for uri in self.workspace.folders]
            self._projects[path] = project_of(path, folders, is_trusted=self.is_trusted)
        return self._projects[path]

    def _same_configuration(self, project: Project, path: str) -> bool:
        """Whether the nearest configuration of a path is that of the project, too."""
        nearest = next(find.candidates(os.path.dirname(path), self._disk), "")  # noqa: PTH120
        return project.configured_by == (find.as_shown(nearest) if nearest else "")

    # -- Findings -----------------------------------------------------------------------------------------------------

    def pulled(self) -> None:
        """Send no findings any more, but those that the editor asks for: it would show each one twice."""
        if not self._is_pulled:
            self._is_pulled = True
            self._publish({})

    async def _publish_soon(self) -> None:
        await asyncio.sleep(_PAUSE)
        change = self._change
        shown: dict[str, _Shown] = {}
        for path, uri in self.open_maps.items():
            if not _is_map(path):
                continue
            snapshot = await self.snapshot(uri)
            if change != self._change:
                return
            texts = snapshot.texts
            for identity, source in snapshot.sources.items():
                shown.setdefault(self.uri_of(source.path), _Shown(source, snapshot.found[identity], texts))
        self._publish({} if self._is_pulled else shown)

    def _publish(self, shown: dict[str, _Shown]) -> None:
        """Send the findings of texts that have changed, or whose findings have; the others stay as they are."""
        for uri, now in shown.items():
            version = self.version_of(uri)
            if not now.is_as(self._published.get(uri)) or version != self._versions.get(uri):
                diagnostics = [diagnostic_of(each, now.texts, self.units, self.uri_of) for each in now.found]
                self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, diagnostics, version))
            self._versions[uri] = version
        for uri in self._published.keys() - shown.keys():
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))
        self._published = shown

    def report_server_error(self, error: Exception, source: type[PyglsError] | type[JsonRpcException]) -> None:
        """A message that makes no sense is the editor's mistake: it goes to the log, not before the user's eyes."""
        if source is not FeatureRequestError:
            self.window_log_message(types.LogMessageParams(types.MessageType.Warning, f"{source.__name__}: {error}"))

    def _report_failure(self, done: asyncio.Task[None]) -> None:
        """A failure that nobody waits for goes to the log of the editor; the next edit starts afresh."""
        if not done.cancelled() and (error := done.exception()):
            text = "".join(traceback.format_exception(error))
            self.window_log_message(types.LogMessageParams(types.MessageType.Error, text))

    def diagnostic(self, found: Diagnostic, snapshot: Snapshot) -> types.Diagnostic:
        """A finding for the editor."""
        return diagnostic_of(found, snapshot.texts, self.units, self.uri_of)


def _is_map(path: str) -> bool:
    return path.casefold().endswith(".cml")
