"""Refactorings as code actions; the one that is chosen is a command, whose edits the editor is asked to make."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams

from ctxmap.compiler import Compilation
from ctxmap.lsp.features.formatting import changes
from ctxmap.lsp.projects import Snapshot
from ctxmap.lsp.refactor import offers
from ctxmap.lsp.server import Server
from ctxmap.refactorings import RefactoringError, load, names
from ctxmap.refactorings._given import drafted
from ctxmap.refactorings._result import Refactored, refactored
from ctxmap.text.source import Source

COMMAND = "ctxmap.refactor"


def register(server: Server) -> None:
    """Add the command."""

    @server.command(COMMAND)
    async def _refactor(uri: str, refactoring: str, given: list[str]) -> None:
        if refactoring not in names():
            raise JsonRpcInvalidParams(f'no refactoring is named "{refactoring}"')
        snapshot = await server.snapshot(uri)

        def work(compile_with: Callable[[Mapping[str, str]], Compilation]) -> Refactored:
            draft = drafted(snapshot.compilation, load(refactoring), given, {})
            return refactored(draft, compile_with)

        try:
            done = await server.work_on(uri, work)
        except RefactoringError as error:
            server.window_show_message(types.ShowMessageParams(types.MessageType.Error, str(error)))
            return
        edit = _edit(server, snapshot, done.texts)
        label = refactoring.replace("-", " ")
        await server.workspace_apply_edit_async(types.ApplyWorkspaceEditParams(edit, label=label))


def actions(server: Server, snapshot: Snapshot, source: Source, start: int, end: int) -> list[types.CodeAction]:
    """The refactorings at a place."""
    uri = server.uri_of(source.path)
    return [
        types.CodeAction(
            title=offer.title,
            kind=types.CodeActionKind.Refactor,
            command=types.Command(offer.title, COMMAND, arguments=[uri, offer.refactoring, list(offer.given)]),
        )
        for offer in offers(snapshot, source, start, end)
    ]


def _edit(server: Server, snapshot: Snapshot, texts: Mapping[str, str]) -> types.WorkspaceEdit:
    """The new texts as edits; a new file is made first."""
    made: list[types.TextDocumentEdit | types.CreateFile | types.RenameFile | types.DeleteFile] = []
    by_uri: dict[str, list[types.TextEdit]] = {}
    sources = snapshot.compilation.sources
    for path, text in texts.items():
        uri = server.uri_of(path) if path in sources else Path(path).absolute().as_uri()
        made += [] if path in sources else [types.CreateFile(uri)]
        by_uri[uri] = changes(sources.get(path) or Source(path, ""), text, server.units)
    if not made:
        return types.WorkspaceEdit(changes=dict(by_uri))
    for uri, edits in by_uri.items():
        document = types.OptionalVersionedTextDocumentIdentifier(uri, server.version_of(uri))
        made.append(types.TextDocumentEdit(document, [*edits]))
    return types.WorkspaceEdit(document_changes=made)
