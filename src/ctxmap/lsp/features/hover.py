"""What the name at the cursor means: its kind, doc string and relationships."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lsprotocol import types

from ctxmap.documents import phrases
from ctxmap.lsp.server import Server
from ctxmap.model.elements import BoundedContext, DomainObject, Model, Named
from ctxmap.model.index import relationships_of

_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


def register(server: Server) -> None:
    """Add the handler."""

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def _hover(params: types.HoverParams) -> types.Hover | None:
        snapshot = await server.snapshot(params.text_document.uri)
        source = server.source(snapshot, params.text_document.uri)
        if not source:
            return None
        found = snapshot.names.at(source.path, server.units.offset(source, params.position))
        declared = snapshot.names.declarations(found)
        if not declared:
            return None
        sections = [_section(snapshot.compilation.models, each.element) for each in declared if each.element]
        at = server.units.range(source, found[0].at.start, found[0].at.end)
        content = types.MarkupContent(types.MarkupKind.Markdown, "\n\n---\n\n".join(dict.fromkeys(sections)))
        return types.Hover(content, at)


def _section(models: tuple[Model, ...], element: Named) -> str:
    return "\n\n".join(_paragraphs(models, element))


def _paragraphs(models: tuple[Model, ...], element: Named) -> Iterator[str]:
    yield f"**{element.qualified_name}** · {_kind(element)}"
    if element.display_name:
        yield element.display_name
    if element.doc:
        yield element.doc
    if isinstance(element, BoundedContext):
        if element.domain_vision_statement:
            yield element.domain_vision_statement
        model = next((model for model in models if any(each is element for each in model.contexts)), None)
        if lines := list(_neighbours(model, element)) if model else []:
            yield "\n".join(lines)
    if element.is_deprecated:
        yield "**deprecated**"


def _neighbours(model: Model, context: BoundedContext) -> Iterator[str]:
    for each in relationships_of(model, context):
        up, down = each.upstream.context, each.downstream.context
        if each.is_symmetric:
            yield f"- {phrases.RELATIONSHIP[each.kind]} with {down if up == context.qualified_name else up}"
        else:
            yield f"- upstream of {down}" if up == context.qualified_name else f"- downstream of {up}"


def _kind(element: Named) -> str:
    if isinstance(element, BoundedContext):
        return phrases.CONTEXT_TYPE[element.type]
    if isinstance(element, DomainObject):
        return element.kind.replace("_", " ").lower()
    return _HUMP.sub(" ", type(element).__name__).lower()
