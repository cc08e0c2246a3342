"""Semantic tokens: what each word of a map is, for editors that colour by meaning."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import cast

import msgspec
from lsprotocol import types

from ctxmap.lsp.names import Name
from ctxmap.lsp.projects import Snapshot
from ctxmap.lsp.server import Server
from ctxmap.model import elements
from ctxmap.syntax import tree
from ctxmap.text.source import Source

_TYPES = (
    "keyword", "namespace", "class", "struct", "interface", "enum", "enumMember", "event", "type", "method",
    "property", "parameter", "string", "comment", "operator",
)  # fmt: skip
_MODIFIERS = ("declaration", "deprecated")
_OBJECTS = {"ENTITY": "class", "DOMAIN_EVENT": "event", "COMMAND": "event", "TRAIT": "interface"}
_KEYWORDS = ("keyword", "key", "marker", "visibility", "access", "kind", "result_kind", "operator")
"""The attributes of nodes that hold words of the language."""
_NAMES: Mapping[type[msgspec.Struct], str] = {
    tree.Type: "type",
    tree.Parameter: "parameter",
    tree.Property: "property",
    tree.Operation: "method",
    tree.Step: "method",
    tree.EnumValue: "enumMember",
    tree.Declaration: "namespace",
    tree.Relationship: "namespace",
}
"""What other names of a node are, as long as nothing is known of their meaning."""


class _Token(msgspec.Struct, frozen=True):
    start: int
    end: int
    type: str
    modifiers: tuple[str, ...] = ()


def register(server: Server) -> None:
    """Add the handlers."""
    legend = types.SemanticTokensLegend(list(_TYPES), list(_MODIFIERS))

    @server.feature(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL, legend)
    async def _full(params: types.SemanticTokensParams) -> types.SemanticTokens:
        snapshot = await server.snapshot(params.text_document.uri)
        return types.SemanticTokens(_encoded(server, snapshot, server.source(snapshot, params.text_document.uri)))

    @server.feature(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_RANGE, legend)
    async def _range(params: types.SemanticTokensRangeParams) -> types.SemanticTokens:
        snapshot = await server.snapshot(params.text_document.uri)
        source = server.source(snapshot, params.text_document.uri)
        lines = range(params.range.start.line, params.range.end.line + 1)
        return types.SemanticTokens(_encoded(server, snapshot, source, lines))


def _encoded(server: Server, snapshot: Snapshot, source: Source | None, lines: range | None = None) -> list[int]:
    """The tokens as the protocol wants them: five numbers each, relative to the token before, none over two lines."""
    file = snapshot.compilation.files.get(source.path) if source else None
    if not source or not file:
        return []
    numbers: list[int] = []
    line = column = 0
    for token in _in_lines(source, _tokens(snapshot, file)):
        at = server.units.range(source, token.start, token.end)
        if lines is not None and at.start.line not in lines:
            continue
        if at.start.line != line:
            column = 0
        modifiers = sum(1 << _MODIFIERS.index(each) for each in token.modifiers)
        length = at.end.character - at.start.character
        numbers += [at.start.line - line, at.start.character - column, length, _TYPES.index(token.type), modifiers]
        line, column = at.start.line, at.start.character
    return numbers


def _tokens(snapshot: Snapshot, file: tree.File) -> list[_Token]:
    """The tokens in the order of the text, none of which overlap: what a name means counts more than its place."""
    found: dict[int, _Token] = {}
    for token in _of_syntax(file):
        found.setdefault(token.start, token)
    meant = {name.at: name for names in snapshot.names.by_model for name in names if name.at.path == file.source.path}
    kinds = {name.target: _type_of(name.element) for names in snapshot.names.by_model for name in names if name.element}
    for at, name in meant.items():
        if kind := kinds.get(name.target):
            found[at.start] = _Token(at.start, at.end, kind, _modifiers(name))
    tokens: list[_Token] = []
    for token in sorted(found.values(), key=lambda token: token.start):
        if token.end > token.start and (not tokens or tokens[-1].end <= token.start):
            tokens.append(token)
        elif tokens and tokens[-1].end > token.start and token.type != "type":
            tokens[-1:] = [msgspec.structs.replace(tokens[-1], end=token.start), token]
    return [token for token in tokens if token.end > token.start]


def _modifiers(name: Name) -> tuple[str, ...]:
    element = name.element
    if not element:
        return ()
    return ("declaration", "deprecated") if element.is_deprecated else ("declaration",)


def _type_of(element: elements.Named) -> str:
    match element:
        case elements.BoundedContext() | elements.Domain() | elements.Subdomain() | elements.Module():
            return "namespace"
        case elements.DomainObject():
            return _OBJECTS.get(element.kind, "struct")
        case elements.Enum():
            return "enum"
        case elements.Service():
            return "interface"
        case elements.Operation():
            return "method"
        case _:
            return "class"


def _of_syntax(file: tree.File) -> Iterator[_Token]:
    for comment in file.comments:
        yield _Token(comment.start, comment.end, "comment")
    for member in file.members:
        yield from _of_node(member)


def _of_node(node: msgspec.Struct) -> Iterator[_Token]:
    """The words of a node and of what it holds, whatever attributes those are in."""
    for attribute in node.__struct_fields__:
        value: object = getattr(node, attribute)
        for each in cast("tuple[object, ...]", value) if isinstance(value, tuple) else (value,):
            if isinstance(each, tree.Name):
                yield _Token(each.start, each.end, _word(node, attribute, each))
            elif isinstance(each, tree.Text):
                yield _Token(each.start, each.end, "string")
            elif isinstance(each, msgspec.Struct):
                yield from _of_node(each)


def _word(node: msgspec.Struct, attribute: str, name: tree.Name) -> str:
    if attribute in _KEYWORDS:
        return "keyword"
    if attribute == "arrow":
        return "operator"
    if attribute in ("left_roles", "right_roles", "sources", "targets", "final"):
        return "enumMember"
    if kind := _NAMES.get(type(node)):
        return kind
    return "enumMember" if name.text.isupper() else "property"


def _in_lines(source: Source, tokens: list[_Token]) -> Iterator[_Token]:
    for token in tokens:
        start = token.start
        for line in source.text[token.start : token.end].splitlines(keepends=True):
            end = start + len(line.rstrip("\r\n"))
            if end > start:
                yield msgspec.structs.replace(token, start=start, end=end)
            start += len(line)
