"""Documents that are opened, edited and closed, and files and folders that change beside the editor."""

from __future__ import annotations

from typing import cast

from lsprotocol import types

from ctxmap.lsp.places import Units
from ctxmap.lsp.server import Server

_WATCHED = ("**/*.cml", "**/ctxmap.toml", "**/pyproject.toml")
_REGISTRATION = "ctxmap-files"


def register(server: Server) -> None:
    """Add the handlers."""

    @server.feature(types.INITIALIZE)
    def _initialize(params: types.InitializeParams) -> None:
        options: object = params.initialization_options
        server.is_trusted = isinstance(options, dict) and cast("dict[str, object]", options).get("trusted") is True
        server.units = Units(server.workspace.position_encoding)

    @server.feature(types.INITIALIZED)
    async def _initialized(_: types.InitializedParams) -> None:
        workspace = server.client_capabilities.workspace
        watching = workspace.did_change_watched_files if workspace else None
        if watching and watching.dynamic_registration:
            watchers = [types.FileSystemWatcher(pattern) for pattern in _WATCHED]
            options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
            wanted = types.Registration(_REGISTRATION, types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
            await server.client_register_capability_async(types.RegistrationParams([wanted]))

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    async def _opened(_: types.DidOpenTextDocumentParams) -> None:
        server.changed()

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def _edited(_: types.DidChangeTextDocumentParams) -> None:
        server.changed()

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    async def _closed(_: types.DidCloseTextDocumentParams) -> None:
        server.changed()

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    async def _saved(params: types.DidSaveTextDocumentParams) -> None:
        server.changed(configuration=params.text_document.uri.endswith(".toml"))

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    async def _watched(params: types.DidChangeWatchedFilesParams) -> None:
        server.changed(configuration=any(change.uri.endswith(".toml") for change in params.changes))

    @server.feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
    async def _folders(_: types.DidChangeWorkspaceFoldersParams) -> None:
        server.changed(configuration=True)
