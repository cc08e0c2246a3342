"""One sentence on what a type is, for those who have only the document before them."""

from __future__ import annotations

from ctxmap.backends._contracts.identity import aggregates_by_root
from ctxmap.backends._contracts.prose import prose
from ctxmap.model import index
from ctxmap.model.elements import BoundedContext, DomainObject, Enum, Model

_KINDS = {
    "ENTITY": "Entity",
    "VALUE_OBJECT": "Value object",
    "DOMAIN_EVENT": "Domain event",
    "COMMAND": "Command",
    "DATA_TRANSFER_OBJECT": "Data transfer object",
    "TRAIT": "Trait",
    "BASIC_TYPE": "Basic type",
}


def described(model: Model, reader: BoundedContext, thing: DomainObject | Enum) -> str:
    """What a type is and where it stands, as told in the documents of a context; then what the map says of it."""
    where = f"{_kind(thing)} {thing.title}{_place(model, thing)}{_foreign(reader, thing)}."
    return prose(where, thing.doc)


def camel_kind(thing: DomainObject) -> str:
    """`valueObject`, `entity`, … for `x-ctxmap`."""
    first, *rest = _kind(thing).split()
    return first.lower() + "".join(word.capitalize() for word in rest)


def _kind(thing: DomainObject | Enum) -> str:
    return "Enumeration" if isinstance(thing, Enum) else _KINDS[thing.kind]


def _place(model: Model, thing: DomainObject | Enum) -> str:
    if root := aggregates_by_root(model).get(thing.qualified_name):
        return f", root of aggregate {root.title}"
    aggregate = index.aggregate_of(model, thing.qualified_name)
    return f" of aggregate {aggregate.title}" if aggregate else ""


def _foreign(reader: BoundedContext, thing: DomainObject | Enum) -> str:
    home = thing.qualified_name.partition("::")[0]
    return "" if home == reader.qualified_name else f" (context {home})"
