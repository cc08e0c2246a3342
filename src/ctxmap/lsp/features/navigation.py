"""Definition, references, highlights and renaming of the name at the cursor."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec
from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams

from ctxmap.fixes.edits import Edit, applied
from ctxmap.lsp.names import Name, at_cursor
from ctxmap.lsp.projects import Snapshot
from ctxmap.lsp.server import Server
from ctxmap.text.source import Span

_NAME = re.compile(r"[^\W\d]\w*")


class _Cursor(msgspec.Struct, frozen=True, eq=False):
    """What is at a cursor."""

    snapshot: Snapshot
    names: Sequence[Name]


def register(server: Server) -> None:
    """Add the handlers."""

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    async def _definition(params: types.DefinitionParams) -> list[types.Location]:
        cursor = await _cursor(server, params.text_document.uri, params.position)
        return [_location(server, cursor, each.at) for each in cursor.snapshot.names.declarations(cursor.names)]

    @server.feature(types.TEXT_DOCUMENT_REFERENCES)
    async def _references(params: types.ReferenceParams) -> list[types.Location]:
        cursor = await _cursor(server, params.text_document.uri, params.position)
        with_declarations = params.context.include_declaration
        found = cursor.snapshot.names.occurrences(cursor.names)
        return [_location(server, cursor, each.at) for each in found if with_declarations or not each.element]

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT)
    async def _highlights(params: types.DocumentHighlightParams) -> list[types.DocumentHighlight]:
        cursor = await _cursor(server, params.text_document.uri, params.position)
        paths = {each.at.path for each in cursor.names}
        found = [each for each in cursor.snapshot.names.occurrences(cursor.names) if each.at.path in paths]
        return [types.DocumentHighlight(_location(server, cursor, each.at).range) for each in found]

    @server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
    async def _prepare(params: types.PrepareRenameParams) -> types.Range | None:
        cursor = await _cursor(server, params.text_document.uri, params.position)
        return _location(server, cursor, cursor.names[0].at).range if cursor.names else None

    @server.feature(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))
    async def _rename(params: types.RenameParams) -> types.WorkspaceEdit | None:
        cursor = await _cursor(server, params.text_document.uri, params.position)
        if not cursor.names:
            return None
        if not _NAME.fullmatch(params.new_name):
            raise JsonRpcInvalidParams(f'"{params.new_name}" is not a name: write letters, digits and "_"')
        edits = [Edit(each.at, params.new_name) for each in cursor.snapshot.names.occurrences(cursor.names)]
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


async def _cursor(server: Server, uri: str, position: types.Position) -> _Cursor:
    snapshot = await server.snapshot(uri)
    source = server.source(snapshot, uri)
    if not source:
        return _Cursor(snapshot, [])
    offset = server.units.offset(source, position)
    return _Cursor(snapshot, at_cursor(snapshot.names.at(source.path, offset)))


def _location(server: Server, cursor: _Cursor, at: Span) -> types.Location:
    return server.location(cursor.snapshot.compilation.sources[at.path], at.start, at.end)
