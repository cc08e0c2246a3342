"""Completion: what is allowed at the cursor, and nothing else."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from lsprotocol import types

from ctxmap.documents import phrases
from ctxmap.lsp.cursor import ARROWS, Cursor, cursor_at
from ctxmap.lsp.expected import last_of, takes_context, upstream
from ctxmap.lsp.places import path_of
from ctxmap.lsp.server import Server
from ctxmap.model.elements import Model, Named
from ctxmap.syntax.automaton import declaring_keywords
from ctxmap.text.source import Source
from ctxmap.vocabulary import ROLES, SETTINGS, SYMMETRIC_ROLES

_UPSTREAM = ("U", "S", "OHS", "PL")
_DOWNSTREAM = ("D", "C", "ACL", "CF")
_Kind = types.CompletionItemKind


def register(server: Server) -> None:
    """Add the handler."""

    @server.feature(
        types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=["[", ">", "=", ",", '"', "/", "@"])
    )
    async def _complete(params: types.CompletionParams) -> list[types.CompletionItem]:
        uri = params.text_document.uri
        if uri not in server.workspace.text_documents:
            return []
        source = Source(path_of(uri), server.workspace.text_documents[uri].source)
        offset = server.units.offset(source, params.position)
        cursor = cursor_at(source.text, offset)
        if cursor.imported is not None:
            return list(_paths(source.path, cursor.imported))
        if roles := list(_roles(cursor, source.text[offset:].partition("\n")[0])):
            return roles
        if values := list(_values(cursor)):
            return values
        models = [model for snapshot in await server.known(uri) for model in snapshot.compilation.models]
        items = [*_names(cursor, models), *(_item(each, _Kind.Keyword) for each in cursor.keywords)]
        return list({item.label: item for item in reversed(items)}.values())[::-1]


def _paths(path: str, begun: str) -> Iterator[types.CompletionItem]:
    """Maps and folders in the folder that the path leads to so far; a map doesn't import itself."""
    folder = Path(os.path.normpath(Path(path).parent / begun.rpartition("/")[0]))
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        return
    for entry in entries:
        if entry.is_dir() and not entry.name.startswith("."):
            yield _item(entry.name, _Kind.Folder)
        elif entry.suffix.casefold() == ".cml" and str(entry) != path:
            yield _item(entry.name if begun else f"./{entry.name}", _Kind.File)


def _roles(cursor: Cursor, after: str) -> Iterator[types.CompletionItem]:
    """The roles that fit the side of the relationship, inside brackets."""
    words = cursor.words
    if "[" not in words or "]" in words[last_of(words, "[") :]:
        return
    opened = last_of(words, "[")
    before = words[opened - 1] if opened and words[opened - 1] in ARROWS else ""
    behind = next((each for each in ("<->", "->", "<-") if each in after), "")
    arrow, is_left, written = before or behind, not before, words[opened:]
    if arrow == "<->":
        fitting: Sequence[str] = SYMMETRIC_ROLES
    elif arrow:
        fitting = _UPSTREAM if is_left == (arrow == "->") else _DOWNSTREAM
    else:
        fitting = ROLES
    for role in ROLES:
        if role in fitting and role not in written:
            yield _item(role, _Kind.EnumMember, phrases.ROLE[role])


def _values(cursor: Cursor) -> Iterator[types.CompletionItem]:
    """The values of an enumeration."""
    owner = "relationship" if {*ARROWS} & {*cursor.header} else next((w for w in cursor.header if w in SETTINGS), "")
    if cursor.words and cursor.words[-1] == "=":
        for value in SETTINGS.get(owner, {}).get(cursor.setting, ()):
            yield _item(value, _Kind.EnumMember)


def _names(cursor: Cursor, models: Sequence[Model]) -> Iterator[types.CompletionItem]:
    if not cursor.takes_name:
        return
    last = cursor.words[-1] if cursor.words else ""
    key = cursor.setting
    offering = upstream(cursor, models)
    if key == "exposedAggregates":
        yield from _named((each for context in offering for each in context.aggregates), _Kind.Class)
    elif key == "operations":
        yield from _named((each for context in offering for each in context.all_operations), _Kind.Method)
    elif key == "events":
        yield from _named((each for context in offering for each in context.events), _Kind.Event)
    elif key == "commands":
        yield from _named((each for context in offering for each in context.commands), _Kind.Event)
    elif key == "implements":
        yield from _named((each for model in models for each in model.domains), _Kind.Module)
        parts = (each for model in models for domain in model.domains for each in domain.subdomains)
        yield from _named(parts, _Kind.Module)
    elif key in _MEANT and "Hotspot" not in cursor.header:
        found, kind = _MEANT[key]
        yield from _named((each for model in models for each in found(model)), kind)
    elif takes_context(cursor) or key in ("include", "exclude"):
        yield from _named((each for model in models for each in model.contexts), _Kind.Module)
    elif last not in declaring_keywords() and "BoundedContext" in {*(w for each in cursor.levels for w in each.header)}:
        contexts = (context for model in models for context in model.contexts)
        yield from _named((each for context in contexts for each in context.all_objects), _Kind.Class)


def _aggregates(model: Model) -> Iterable[Named]:
    return (each for context in model.contexts for each in context.aggregates)


def _events(model: Model) -> Iterable[Named]:
    return (each for context in model.contexts for each in context.events)


def _commands(model: Model) -> Iterable[Named]:
    return (each for context in model.contexts for each in context.commands)


def _operations(model: Model) -> Iterable[Named]:
    return (each for context in model.contexts for each in context.all_operations)


def _requirements(model: Model) -> Iterable[Named]:
    return model.user_requirements


_MEANT: Mapping[str, tuple[Callable[[Model], Iterable[Named]], types.CompletionItemKind]] = {
    **dict.fromkeys(("reads", "writes", "aggregates", "to"), (_aggregates, _Kind.Class)),
    **dict.fromkeys(("on", "from", "event"), (_events, _Kind.Event)),
    **dict.fromkeys(("issues", "command"), (_commands, _Kind.Event)),
    **dict.fromkeys(("invokes", "Step"), (_operations, _Kind.Method)),
    **dict.fromkeys(("useCases", "userStories", "features", "userRequirements"), (_requirements, _Kind.Interface)),
}
"""What a name means behind a word that is used for nothing else, and how it is shown."""


def _named(elements: Iterable[Named], kind: types.CompletionItemKind) -> Iterator[types.CompletionItem]:
    return (_item(each.name, kind, each.qualified_name) for each in elements)


def _item(label: str, kind: types.CompletionItemKind, detail: str = "") -> types.CompletionItem:
    return types.CompletionItem(label, kind=kind, detail=detail or None)
