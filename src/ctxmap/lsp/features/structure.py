"""The structure of a document: folding, growing selections, and links to imported files."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from lsprotocol import types

from ctxmap.lsp.places import Units, uri_of
from ctxmap.lsp.server import Server
from ctxmap.syntax.tree import Declaration, File, Member, Relationship, Setting, Text
from ctxmap.text.files import Disk


def register(server: Server) -> None:
    """Add the handlers."""

    @server.feature(types.TEXT_DOCUMENT_FOLDING_RANGE)
    async def _fold(params: types.FoldingRangeParams) -> list[types.FoldingRange]:
        file = await _file(server, params.text_document.uri)
        return list(_folds(file, file.members)) if file else []

    @server.feature(types.TEXT_DOCUMENT_SELECTION_RANGE)
    async def _select(params: types.SelectionRangeParams) -> list[types.SelectionRange]:
        file = await _file(server, params.text_document.uri)
        if not file:
            return [types.SelectionRange(types.Range(each, each)) for each in params.positions]
        return [_selection(file, server.units.offset(file.source, each), server.units) for each in params.positions]

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_LINK)
    async def _links(params: types.DocumentLinkParams) -> list[types.DocumentLink]:
        file = await _file(server, params.text_document.uri)
        return list(_import_links(file, server.units)) if file else []


async def _file(server: Server, uri: str) -> File | None:
    snapshot = await server.snapshot(uri)
    source = server.source(snapshot, uri)
    return snapshot.compilation.files.get(source.path) if source else None


def _folds(file: File, members: Iterable[Member]) -> Iterator[types.FoldingRange]:
    for comment in file.comments if members is file.members else ():
        first, last = _lines(file, comment.start, comment.end)
        if first < last:
            yield types.FoldingRange(first, last, kind=types.FoldingRangeKind.Comment)
    for member in members:
        if isinstance(member, Declaration | Relationship):
            start = member.name.start if isinstance(member, Declaration) and member.name else member.start
            first, last = _lines(file, start, member.end)
            if first < last - 1:  # the line of the closing brace stays visible
                yield types.FoldingRange(first, last - 1)
            yield from _folds(file, member.members)


def _lines(file: File, start: int, end: int) -> tuple[int, int]:
    return file.source.position(start).line - 1, file.source.position(end).line - 1


def _selection(file: File, offset: int, units: Units) -> types.SelectionRange:
    """From the whole file to the innermost member around an offset."""
    selection = types.SelectionRange(units.range(file.source, 0, len(file.source.text)))
    members = file.members
    while inner := next((each for each in members if each.start <= offset <= each.end), None):
        selection = types.SelectionRange(units.range(file.source, inner.start, inner.end), selection)
        members = inner.members if isinstance(inner, Declaration | Relationship) else ()
    return selection


def _import_links(file: File, units: Units) -> Iterator[types.DocumentLink]:
    folder = Path(file.source.path).parent
    for text in imports_of(file):
        path = os.path.normpath(folder / text.value)
        if Disk().is_file(path):
            yield types.DocumentLink(units.range(file.source, text.start + 1, text.end - 1), uri_of(path))


def imports_of(file: File) -> Iterator[Text]:
    """The paths that a file imports, as they are written."""
    for member in file.members:
        if isinstance(member, Setting) and member.key.text == "import":
            yield from (value for value in member.values if isinstance(value, Text))
