"""Code lenses above contexts: how many contexts they have to do with, `upstream of 3 · called by 2`."""

from __future__ import annotations

from collections.abc import Iterator

from lsprotocol import types

from ctxmap.lsp.server import Server
from ctxmap.model.elements import BoundedContext, Model
from ctxmap.model.index import relationships_of


def register(server: Server) -> None:
    """Add the handler."""

    @server.feature(types.TEXT_DOCUMENT_CODE_LENS)
    async def _lenses(params: types.CodeLensParams) -> list[types.CodeLens]:
        snapshot = await server.snapshot(params.text_document.uri)
        source = server.source(snapshot, params.text_document.uri)
        if not source:
            return []
        models = snapshot.compilation.models
        lenses: list[types.CodeLens] = []
        for model in models:
            for context in model.contexts:
                if context.at.path == source.path and (words := " · ".join(_words(model, context))):
                    title = f"{model.name}: {words}" if len(models) > 1 else words
                    at = server.units.range(source, context.at.start, context.at.end)
                    lenses.append(types.CodeLens(at, types.Command(title, "")))
        return lenses


def _words(model: Model, context: BoundedContext) -> Iterator[str]:
    name = context.qualified_name
    relationships = relationships_of(model, context)
    directed = [each for each in relationships if not each.is_symmetric]
    counts = {
        "upstream of": {each.downstream.context for each in directed if each.upstream.context == name},
        "downstream of": {each.upstream.context for each in directed if each.downstream.context == name},
        "equal to": {
            side.context for each in relationships if each.is_symmetric for side in each.sides if side.context != name
        },
        "called by": {call.caller for each in relationships for call in each.syncs if call.callee == name},
        "calls": {call.callee for each in relationships for call in each.syncs if call.caller == name},
    }
    for phrase, others in counts.items():
        if number := len(others - {""}):
            yield f"{phrase} {number}"
