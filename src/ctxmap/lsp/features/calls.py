"""Call hierarchy: which context calls which, and which listens to which, over all maps of a model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
from lsprotocol import types

from ctxmap.lsp.names import at_cursor
from ctxmap.lsp.projects import Snapshot
from ctxmap.lsp.server import Server
from ctxmap.model import index
from ctxmap.model.elements import BoundedContext, Model, Relationship
from ctxmap.text.source import Span


class _Use(msgspec.Struct, frozen=True):
    """A context that uses another one: by a call or a subscription, written at a place."""

    user: str
    used: str
    at: Span
    how: str


def register(server: Server) -> None:
    """Add the handlers."""

    @server.feature(types.TEXT_DOCUMENT_PREPARE_CALL_HIERARCHY)
    async def _prepare(params: types.CallHierarchyPrepareParams) -> list[types.CallHierarchyItem]:
        snapshot = await server.snapshot(params.text_document.uri)
        source = server.source(snapshot, params.text_document.uri)
        if not source:
            return []
        found = at_cursor(snapshot.names.at(source.path, server.units.offset(source, params.position)))
        names = dict.fromkeys(name.target.partition("::")[0] for name in found)
        return list(_items(server, snapshot, names, ""))

    @server.feature(types.CALL_HIERARCHY_INCOMING_CALLS)
    async def _incoming(params: types.CallHierarchyIncomingCallsParams) -> list[types.CallHierarchyIncomingCall]:
        snapshot = await server.snapshot(params.item.uri)
        calls: list[types.CallHierarchyIncomingCall] = []
        for user, uses in _grouped(snapshot, used=params.item.name).items():
            calls += [
                types.CallHierarchyIncomingCall(item, _ranges(server, snapshot, uses, item.uri))
                for item in _items(server, snapshot, [user], _how(uses))
            ]
        return calls

    @server.feature(types.CALL_HIERARCHY_OUTGOING_CALLS)
    async def _outgoing(params: types.CallHierarchyOutgoingCallsParams) -> list[types.CallHierarchyOutgoingCall]:
        snapshot = await server.snapshot(params.item.uri)
        calls: list[types.CallHierarchyOutgoingCall] = []
        for used, uses in _grouped(snapshot, user=params.item.name).items():
            calls += [
                types.CallHierarchyOutgoingCall(item, _ranges(server, snapshot, uses, params.item.uri))
                for item in _items(server, snapshot, [used], _how(uses))
            ]
        return calls


def _items(
    server: Server, snapshot: Snapshot, names: Sequence[str] | dict[str, None], how: str
) -> Iterator[types.CallHierarchyItem]:
    """The contexts of some names, each once; `how` they use another one, or are used."""
    seen: set[Span] = set()
    for model in snapshot.compilation.models:
        for name in names:
            context = index.contexts(model).get(name)
            if context and context.at not in seen:
                seen.add(context.at)
                yield _item(server, snapshot, context, how)


def _item(server: Server, snapshot: Snapshot, context: BoundedContext, how: str) -> types.CallHierarchyItem:
    source = snapshot.compilation.sources[context.at.path]
    at = server.location(source, context.at.start, context.at.end)
    kind = types.SymbolKind.Module
    return types.CallHierarchyItem(context.qualified_name, kind, at.uri, at.range, at.range, detail=how or None)


def _grouped(snapshot: Snapshot, *, user: str = "", used: str = "") -> dict[str, list[_Use]]:
    """What a context uses, or what uses it, by the name of the other context."""
    groups: dict[str, list[_Use]] = {}
    uses = dict.fromkeys(use for model in snapshot.compilation.models for use in _uses(model))
    for use in uses:
        if use.user == user or use.used == used:
            groups.setdefault(use.used if user else use.user, []).append(use)
    return groups


def _uses(model: Model) -> Iterator[_Use]:
    for relationship in model.relationships:
        yield from _uses_in(relationship)


def _uses_in(relationship: Relationship) -> Iterator[_Use]:
    for call in relationship.syncs:
        if call.caller and call.callee:
            for place in [each.at for each in call.operations] or [call.at]:
                yield _Use(call.caller, call.callee, place, "calls")
    for messages in relationship.asyncs:
        if messages.publisher and messages.consumer and (messages.events or not messages.commands):
            for place in [each.at for each in messages.events] or [messages.at]:
                yield _Use(messages.consumer, messages.publisher, place, "listens")
        if messages.command_sender and messages.command_receiver:
            for command in messages.commands:
                yield _Use(messages.command_sender, messages.command_receiver, command.at, "sends commands")
    for batch in relationship.batches:
        if batch.publisher and batch.consumer:
            yield _Use(batch.consumer, batch.publisher, batch.at, "receives batches")


def _how(uses: Sequence[_Use]) -> str:
    return ", ".join(dict.fromkeys(use.how for use in uses))


def _ranges(server: Server, snapshot: Snapshot, uses: Sequence[_Use], uri: str) -> list[types.Range]:
    """Where the uses are written, as far as that is in the file of the user: the protocol has no other place."""
    found = [server.location(snapshot.compilation.sources[use.at.path], use.at.start, use.at.end) for use in uses]
    return [each.range for each in found if each.uri == uri]
