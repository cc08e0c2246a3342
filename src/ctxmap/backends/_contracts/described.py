"""One sentence on what a type is, for those who have only the document before them."""

from __future__ import annotations

from ctxmap.backends._contracts.identity import aggregates_by_root
from ctxmap.backends._contracts.prose import ended
from ctxmap.model import index
from ctxmap.model.elements import BoundedContext, DomainObject, Enum, Model

_KINDS = {
    "ENTITY": "entity",
    "VALUE_OBJECT": "value object",
    "DOMAIN_EVENT": "domain event",
    "COMMAND": "command",
    "DATA_TRANSFER_OBJECT": "data transfer object",
    "TRAIT": "trait",
    "BASIC_TYPE": "basic type",
}


def described(model: Model, reader: BoundedContext, thing: DomainObject | Enum) -> str:
    """What the map says of a type: its doc string, or the term of its name; otherwise what it is and where it stands.

    `reader` is the context whose document it is in.
    """
    if said := ended(thing.doc) or _meaning(model, thing):
        return said
    home = thing.qualified_name.partition("::")[0]
    foreign = "" if home == reader.qualified_name else f", in the context {home}"
    return f"{thing.title} is {_kind(model, thing)}{_place(model, thing)}{foreign}."


def camel_kind(thing: DomainObject) -> str:
    """`valueObject`, `entity`, … for `x-ctxmap`."""
    first, *rest = _KINDS[thing.kind].split()
    return first + "".join(word.capitalize() for word in rest)


def _meaning(model: Model, thing: DomainObject | Enum) -> str:
    context = index.context_of(model, thing.qualified_name)
    terms = context.terms if context else ()
    return next((ended(each.meaning) for each in terms if thing.name in (each.name, *each.aliases)), "")


def _kind(model: Model, thing: DomainObject | Enum) -> str:
    if thing.qualified_name in aggregates_by_root(model):
        return "the root"
    kind = "enumeration" if isinstance(thing, Enum) else _KINDS[thing.kind]
    return "the life cycle" if isinstance(thing, Enum) and thing.is_lifecycle else f"{_article(kind)} {kind}"


def _article(word: str) -> str:
    return "an" if word[0] in "aeiou" else "a"


def _place(model: Model, thing: DomainObject | Enum) -> str:
    aggregate = aggregates_by_root(model).get(thing.qualified_name)
    aggregate = aggregate or index.aggregate_of(model, thing.qualified_name)
    return f" of the aggregate {aggregate.title}" if aggregate else ""
