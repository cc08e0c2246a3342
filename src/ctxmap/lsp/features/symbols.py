"""The outline of a document, and the declarations of the workspace by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lsprotocol import types

from ctxmap.lsp.places import Units
from ctxmap.lsp.server import Server
from ctxmap.syntax.tree import Declaration, Member, Relationship
from ctxmap.text.source import Source

_KINDS = {
    "ContextMap": types.SymbolKind.Namespace,
    "BoundedContext": types.SymbolKind.Module,
    "Domain": types.SymbolKind.Namespace,
    "Subdomain": types.SymbolKind.Namespace,
    "Module": types.SymbolKind.Package,
    "Aggregate": types.SymbolKind.Class,
    "Entity": types.SymbolKind.Class,
    "ValueObject": types.SymbolKind.Struct,
    "DomainEvent": types.SymbolKind.Event,
    "Event": types.SymbolKind.Event,
    "Service": types.SymbolKind.Interface,
    "enum": types.SymbolKind.Enum,
}


def register(server: Server) -> None:
    """Add the handlers."""

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    async def _outline(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
        snapshot = await server.snapshot(params.text_document.uri)
        source = server.source(snapshot, params.text_document.uri)
        file = snapshot.compilation.files.get(source.path) if source else None
        return list(_symbols(file.members, file.source, server.units)) if file else []

    @server.feature(types.WORKSPACE_SYMBOL)
    async def _search(params: types.WorkspaceSymbolParams) -> list[types.SymbolInformation]:
        found: dict[tuple[str, int, int], types.SymbolInformation] = {}
        for snapshot in await server.snapshots():
            for file in snapshot.compilation.files.values():
                for symbol in _flat(_symbols(file.members, file.source, server.units)):
                    if params.query.casefold() in symbol.name.casefold():
                        start = symbol.selection_range.start
                        uri = server.location(file.source, 0, 0).uri
                        location = types.Location(uri, symbol.selection_range)
                        found[uri, start.line, start.character] = types.SymbolInformation(
                            location, symbol.name, symbol.kind
                        )
        return list(found.values())


def _symbols(members: Iterable[Member], source: Source, units: Units) -> Iterator[types.DocumentSymbol]:
    for member in members:
        if isinstance(member, Relationship):
            at = units.range(source, member.arrow.start, member.arrow.end)
            name = f"{member.left.text} {member.arrow.text} {member.right.text}"
            whole = units.range(source, member.start, member.end)
            yield types.DocumentSymbol(name, types.SymbolKind.Interface, whole, at)
        elif isinstance(member, Declaration):
            label = member.name or member.keyword
            kind = _KINDS.get(member.keyword.text, types.SymbolKind.Object)
            whole = units.range(source, member.start, member.end)
            at = units.range(source, label.start, label.end)
            inner = list(_symbols(member.members, source, units))
            yield types.DocumentSymbol(label.text, kind, whole, at, member.keyword.text, children=inner)


def _flat(symbols: Iterable[types.DocumentSymbol]) -> Iterator[types.DocumentSymbol]:
    for symbol in symbols:
        yield symbol
        yield from _flat(symbol.children or ())
