"""Definition, references, highlights and renaming of the name at the cursor."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams

from ctxmap.fixes.edits import Edit, applied
from ctxmap.lsp.lookup import location, look_up
from ctxmap.lsp.projects import Snapshot
from ctxmap.lsp.server import Server

_NAME = re.compile(r"[^\W\d]\w*")


def register(server: Server) -> None:
    """Add the handlers."""

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    async def _definition(params: types.DefinitionParams) -> list[types.Location]:
        cursor = await look_up(server, params.text_document.uri, params.position)
        return [location(server, cursor, each.at) for each in cursor.declarations]

    @server.feature(types.TEXT_DOCUMENT_REFERENCES)
    async def _references(params: types.ReferenceParams) -> list[types.Location]:
        cursor = await look_up(server, params.text_document.uri, params.position)
        with_declarations = params.context.include_declaration
        found = cursor.occurrences
        return [location(server, cursor, each.at) for each in found if with_declarations or not each.element]

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT)
    async def _highlights(params: types.DocumentHighlightParams) -> list[types.DocumentHighlight]:
        cursor = await look_up(server, params.text_document.uri, params.position)
        paths = {each.at.path for each in cursor.names}
        found = [each for each in cursor.occurrences if each.at.path in paths]
        return [types.DocumentHighlight(location(server, cursor, each.at).range) for each in found]

    @server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
    async def _prepare(params: types.PrepareRenameParams) -> types.Range | None:
        cursor = await look_up(server, params.text_document.uri, params.position)
        return location(server, cursor, cursor.names[0].at).range if cursor.names else None

    @server.feature(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))
    async def _rename(params: types.RenameParams) -> types.WorkspaceEdit | None:
        cursor = await look_up(server, params.text_document.uri, params.position)
        if not cursor.names:
            return None
        if cursor.snapshot is not await server.snapshot(params.text_document.uri):
            raise JsonRpcInvalidParams("this can't be renamed while the text has mistakes of syntax: fix them first")
        if not _NAME.fullmatch(params.new_name):
            raise JsonRpcInvalidParams(f'"{params.new_name}" is not a name: write letters, digits and "_"')
        edits = [Edit(each.at, params.new_name) for each in cursor.occurrences]
        await _refuse_conflict(server, params, cursor.snapshot, edits)
        return server.workspace_edit(cursor.snapshot, edits)


async def _refuse_conflict(
    server: Server, params: types.RenameParams, snapshot: Snapshot, edits: Sequence[Edit]
) -> None:
    """Refuse a name that means something else already: afterwards there must not be more errors than before."""
    sources = snapshot.compilation.sources
    texts = {
        path: applied(sources[path].text, [edit for edit in edits if edit.at.path == path])
        for path in {edit.at.path for edit in edits}
    }
    after = await server.compile_with(params.text_document.uri, texts)
    if after.errors > snapshot.errors:
        raise JsonRpcInvalidParams(f'"{params.new_name}" can\'t be used: it has a meaning here already')
