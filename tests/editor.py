"""A client of the language server, as editors are: it speaks the protocol with `ctxmap lsp` over pipes."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar

from lsprotocol import types
from pygls.lsp.client import LanguageClient

Result = TypeVar("Result")
_PATIENCE = 30
"""In seconds: how long something may take on a busy machine."""


class Editor:
    """An editor with one folder."""

    def __init__(self, folder: Path, client: LanguageClient) -> None:
        self.folder = folder
        self.client = client
        self.published: dict[str, types.PublishDiagnosticsParams] = {}
        self.capabilities = types.ServerCapabilities()

    def uri(self, name: str) -> str:
        return (self.folder / name).as_uri()

    def open(self, name: str, text: str | None = None, version: int = 1) -> str:
        """Open a file, and return its text."""
        text = (self.folder / name).read_text("utf-8") if text is None else text
        document = types.TextDocumentItem(self.uri(name), "cml", version, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(document))
        return text

    def change(self, name: str, text: str, version: int) -> None:
        """Replace the whole text of an open file."""
        document = types.VersionedTextDocumentIdentifier(version, self.uri(name))
        changes = [types.TextDocumentContentChangeWholeDocument(text)]
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, changes))

    async def findings(self, name: str, version: int = 1) -> list[types.Diagnostic]:
        """The findings of a version of an open file."""
        return list((await self.wait(lambda: self._published(name, version))).diagnostics)

    async def wait(self, look: Callable[[], Result | None]) -> Result:
        """The first answer that isn't None."""
        async with asyncio.timeout(_PATIENCE):
            while (answer := look()) is None:
                await asyncio.sleep(0.01)
            return answer

    async def ask(self, question: Awaitable[Result]) -> Result:
        """The answer to a request."""
        return await asyncio.wait_for(question, _PATIENCE)

    def at(self, name: str, text: str, word: str, number: int = 0) -> dict[str, Any]:
        """The document and the position in the middle of an occurrence of a word, as requests take them."""
        offset = -1
        for _ in range(number + 1):
            offset = text.index(word, offset + 1)
        before = text[: offset + min(1, len(word) - 1)]
        line = before.count("\n")
        column = len(before[before.rfind("\n") + 1 :].encode("utf-16-le")) // 2
        return {
            "text_document": types.TextDocumentIdentifier(self.uri(name)),
            "position": types.Position(line, column),
        }

    def _published(self, name: str, version: int) -> types.PublishDiagnosticsParams | None:
        last = self.published.get(self.uri(name))
        return last if last and last.version == version else None


def edit(folder: Path, work: Callable[[Editor], Awaitable[None]], options: dict[str, Any] | None = None) -> None:
    """Let an editor with a folder do some work, then end the server, which must not have failed."""
    asyncio.run(_edit(folder, work, options))


async def _edit(folder: Path, work: Callable[[Editor], Awaitable[None]], options: dict[str, Any] | None) -> None:
    client = LanguageClient("editor", "1")
    editor = Editor(folder, client)

    def keep(params: types.PublishDiagnosticsParams) -> None:
        editor.published[params.uri] = params

    client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(keep)
    command = [sys.executable, "-m", "ctxmap", "lsp"]
    await client.start_io(*command, cwd=str(folder))  # pyright: ignore[reportUnknownMemberType]
    try:
        folders = [types.WorkspaceFolder(folder.as_uri(), "maps")]
        params = types.InitializeParams(
            types.ClientCapabilities(),
            workspace_folders=folders,
            root_uri=folder.as_uri(),
            initialization_options=options,
        )
        editor.capabilities = (await editor.ask(client.initialize_async(params))).capabilities
        client.initialized(types.InitializedParams())
        await work(editor)
        await editor.ask(client.shutdown_async(None))
    finally:  # a server that is left running would keep a failed test waiting
        client.exit(None)
        await client.stop()
