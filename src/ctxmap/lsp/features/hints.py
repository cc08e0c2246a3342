"""Inlay hints: who calls whom and who publishes to whom, behind the words `sync`, `async` and `batch`."""

from __future__ import annotations

from collections.abc import Iterator

from lsprotocol import types

from ctxmap.lsp.server import Server
from ctxmap.model.elements import Relationship
from ctxmap.text.source import Span


def register(server: Server) -> None:
    """Add the handler."""

    @server.feature(types.TEXT_DOCUMENT_INLAY_HINT)
    async def _hints(params: types.InlayHintParams) -> list[types.InlayHint]:
        snapshot = await server.snapshot(params.text_document.uri)
        source = server.source(snapshot, params.text_document.uri)
        if not source:
            return []
        first = server.units.offset(source, params.range.start)
        last = server.units.offset(source, params.range.end)
        found = {
            at: words
            for model in snapshot.compilation.models
            for relationship in model.relationships
            for at, words in _directions(relationship)
            if at.path == source.path and first <= at.end <= last
        }
        return [
            types.InlayHint(server.units.position(source, at.end), words, padding_left=True)
            for at, words in sorted(found.items(), key=lambda item: item[0].end)
        ]


def _directions(relationship: Relationship) -> Iterator[tuple[Span, str]]:
    """The place of each keyword that says how contexts communicate, and who does what."""
    for call in relationship.syncs:
        if call.caller and call.callee:
            yield call.at, f"{call.caller} calls {call.callee}"
    for messages in relationship.asyncs:
        if messages.publisher and messages.consumer and (messages.events or not messages.commands):
            yield messages.at, f"{messages.publisher} publishes to {messages.consumer}"
        elif messages.command_sender and messages.command_receiver:
            yield messages.at, f"{messages.command_sender} sends to {messages.command_receiver}"
    for batch in relationship.batches:
        if batch.publisher and batch.consumer:
            yield batch.at, f"{batch.publisher} transfers to {batch.consumer}"
