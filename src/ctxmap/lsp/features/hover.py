"""What the name at the cursor means: its kind, doc string and relationships."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lsprotocol import types

from ctxmap.documents import phrases
from ctxmap.lsp.explanations import ROLES
from ctxmap.lsp.lookup import location, look_up
from ctxmap.lsp.server import Server
from ctxmap.model.elements import BoundedContext, DomainObject, Model, Named
from ctxmap.model.index import relationships_of
from ctxmap.vocabulary import RoleKind

_BRACKETS = re.compile(r"\[[^\]\n]*\]")
_WORD = re.compile(r"\w+")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


def register(server: Server) -> None:
    """Add the handler."""

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def _hover(params: types.HoverParams) -> types.Hover | None:
        found = await look_up(server, params.text_document.uri, params.position)
        sections = [
            _section(found.snapshot.compilation.models, each.element) for each in found.declarations if each.element
        ]
        if sections:
            at = location(server, found, found.names[0].at).range
            return types.Hover(_markdown("\n\n---\n\n".join(dict.fromkeys(sections))), at)
        source = server.written(params.text_document.uri)
        role = _role_at(source.text, server.units.offset(source, params.position)) if source else None
        return types.Hover(_markdown(ROLES[role])) if role else None


def _markdown(text: str) -> types.MarkupContent:
    return types.MarkupContent(types.MarkupKind.Markdown, text)


def _role_at(text: str, offset: int) -> RoleKind | None:
    """The role at an offset, inside brackets."""
    for brackets in _BRACKETS.finditer(text, text.rfind("\n", 0, offset) + 1):
        for word in _WORD.finditer(text, brackets.start(), brackets.end()):
            if word.start() <= offset <= word.end():
                return next((role for role in ROLES if role == word[0]), None)
        if brackets.start() > offset:
            break
    return None


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
