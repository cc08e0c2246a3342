"""Where an operation takes the key of its aggregate's root: as a parameter of its own, or inside of an object."""

from __future__ import annotations

from typing import TypeVar

import msgspec

from ctxmap.analyses.contracts.calls import Offered
from ctxmap.backends._contracts.identity import Identity, identifiers, identity, members
from ctxmap.backends._contracts.names import camel
from ctxmap.backends._contracts.primitives import primitive
from ctxmap.model import index
from ctxmap.model.elements import DomainObject, Enum, Model, Parameter, Property, Type

Candidate = TypeVar("Candidate", Parameter, Property)


class Key(msgspec.Struct, frozen=True):
    """The argument that is the key; with `member`, the part of the argument that is."""

    parameter: Parameter
    member: Property | None = None


def own_key(model: Model, offered: Offered) -> Key | None:
    """The parameter that is the key of the aggregate's root, if exactly one can be."""
    found = _identity(model, offered)
    parameters = offered.operation.parameters
    only = _only(model, found, [(each, each.name, each.type) for each in parameters]) if found else None
    return Key(only) if only else None


def inner_key(model: Model, offered: Offered) -> Key | None:
    """The member of a parameter, such as a command, that is the key, if exactly one can be."""
    found = _identity(model, offered)
    if not found:
        return None
    keys = [
        Key(parameter, member)
        for parameter in offered.operation.parameters
        if isinstance(thing := index.types(model).get(parameter.type.target or ""), DomainObject)
        and not is_single(model, parameter.type)
        and (member := _only(model, found, [(each, each.name, each.type) for each in members(model, thing)]))
    ]
    return keys[0] if len(keys) == 1 else None


def is_single(model: Model, used: Type) -> bool:
    """Whether a type is one value, neither an object nor a collection."""
    thing = index.types(model).get(used.target or "")
    if isinstance(thing, DomainObject):
        return thing.qualified_name in identifiers(model)
    return isinstance(thing, Enum) or (primitive(used.name) is not None and not used.arguments)


def _identity(model: Model, offered: Offered) -> Identity | None:
    root = index.root_of(offered.aggregate) if offered.aggregate else None
    return identity(model, root) if root else None


def _only(model: Model, found: Identity, candidates: list[tuple[Candidate, str, Type]]) -> Candidate | None:
    names = {found.name, camel(found.property.name) if found.property else ""}
    single = [each for each in candidates if is_single(model, each[2])]
    named = [thing for thing, name, _ in single if camel(name) in names]
    target = found.property.type.target if found.property else None
    typed = [thing for thing, _, used in single if target and used.target == target]
    return next((each[0] for each in (named, typed) if len(each) == 1), None)
