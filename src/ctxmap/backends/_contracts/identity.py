"""How the outside holds on to an aggregate: by its root, and to the root by its identity (Evans, ch. 6)."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from ctxmap.backends._contracts.names import camel
from ctxmap.backends._contracts.primitives import primitive
from ctxmap.model import index
from ctxmap.model.elements import Aggregate, DomainObject, Model, Property
from ctxmap.model.facts import once_per_model


class Identity(msgspec.Struct, frozen=True):
    """What tells one root from another: its key, and the name of that in a path.

    `property` is None where the map names no key, or one of several parts.
    """

    name: str
    property: Property | None


@once_per_model
def aggregates_by_root(model: Model) -> Mapping[str, Aggregate]:
    """For the qualified name of each root, its aggregate."""
    roots = ((index.root_of(aggregate), aggregate) for aggregate in index.aggregates(model).values())
    return {root.qualified_name: aggregate for root, aggregate in roots if root}


def identity(model: Model, root: DomainObject) -> Identity:
    """The key of a root: what is marked as one, or goes by a name or type like `id`, `orderId`, `OrderId`."""
    usual = f"{camel(root.name)}Id"
    found = _key(model, root, usual)
    name = camel(found.name) if found else usual
    return Identity(usual if name == "id" else name, found)


@once_per_model
def identifiers(model: Model) -> Mapping[str, Property]:
    """The value objects that merely wrap one primitive to tell things apart, with what they wrap.

    They are keys of entities, or have a key themselves, or are called `…Id`. In a document they are that primitive.
    """
    keys = {key.type.target for thing in _objects(model) for key in thing.properties if key.is_key}
    wrappers = ((thing, _wrapped(thing)) for thing in _objects(model) if thing.kind in ("VALUE_OBJECT", "BASIC_TYPE"))
    return {
        thing.qualified_name: wrapped
        for thing, wrapped in wrappers
        if wrapped and (thing.qualified_name in keys or wrapped.is_key or thing.name.endswith(("Id", "ID")))
    }


def members(model: Model, thing: DomainObject) -> tuple[Property, ...]:
    """The properties of an object, with those of its traits and of what it extends; those of the base come first."""
    found: dict[str, Property] = {}
    for each in reversed([*index.lineage(model, thing)]):
        found.update((member.name or camel(member.type.name), member) for member in each.properties)
    return tuple(msgspec.structs.replace(member, name=name) for name, member in found.items())


def _key(model: Model, root: DomainObject, usual: str) -> Property | None:
    candidates = members(model, root)
    if keys := [member for member in candidates if member.is_key]:
        return keys[0] if len(keys) == 1 else None
    named = (member for member in candidates if member.name.lower() in ("id", usual.lower()))
    typed = (member for member in candidates if member.type.name.lower() == usual.lower())
    return next(named, None) or next(typed, None)


def _wrapped(thing: DomainObject) -> Property | None:
    if len(thing.properties) != 1 or thing.extends or thing.traits:
        return None
    only = thing.properties[0]
    return only if primitive(only.type.name) and not only.type.arguments and only.type.target is None else None


def _objects(model: Model) -> list[DomainObject]:
    return [thing for thing in index.types(model).values() if isinstance(thing, DomainObject)]
