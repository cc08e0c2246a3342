"""Findings for editors that ask for them. Once one has asked, nothing is sent to it without being asked."""

from __future__ import annotations

from hashlib import sha256

from lsprotocol import converters, types

from ctxmap.lsp.projects import Snapshot
from ctxmap.lsp.server import Server
from ctxmap.text.source import Source

_converter = converters.get_converter()


def register(server: Server) -> None:
    """Add the handlers."""
    options = types.DiagnosticOptions(inter_file_dependencies=True, workspace_diagnostics=True, identifier="ctxmap")

    @server.feature(types.TEXT_DOCUMENT_DIAGNOSTIC, options)
    async def _document(params: types.DocumentDiagnosticParams) -> types.DocumentDiagnosticReport:
        server.pulled()
        snapshot = await server.snapshot(params.text_document.uri)
        items = _items(server, snapshot, server.source(snapshot, params.text_document.uri))
        result = _identity(items)
        if result == params.previous_result_id:
            return types.RelatedUnchangedDocumentDiagnosticReport(result)
        return types.RelatedFullDocumentDiagnosticReport(items, result_id=result)

    @server.feature(types.WORKSPACE_DIAGNOSTIC)
    async def _workspace(params: types.WorkspaceDiagnosticParams) -> types.WorkspaceDiagnosticReport:
        server.pulled()
        known = {each.uri: each.value for each in params.previous_result_ids}
        reports: dict[str, types.WorkspaceDocumentDiagnosticReport] = {}
        for snapshot in await server.snapshots():
            for source in snapshot.sources.values():
                uri = server.location(source, 0, 0).uri
                items = _items(server, snapshot, source)
                result = _identity(items)
                version = server.version_of(uri)
                if known.get(uri) == result:
                    reports[uri] = types.WorkspaceUnchangedDocumentDiagnosticReport(uri, result, version)
                else:
                    reports[uri] = types.WorkspaceFullDocumentDiagnosticReport(
                        uri, items, version=version, result_id=result
                    )
        return types.WorkspaceDiagnosticReport(list(reports.values()))


def _items(server: Server, snapshot: Snapshot, source: Source | None) -> list[types.Diagnostic]:
    found = snapshot.found_in(source) if source else []
    return [server.diagnostic(each, snapshot) for each in found]


def _identity(items: list[types.Diagnostic]) -> str:
    """The same for the same findings."""
    return sha256(repr(_converter.unstructure(items)).encode("utf-8", "replace")).hexdigest()[:16]
