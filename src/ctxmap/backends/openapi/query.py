"""What fits into the query of a URL: single values, lists of such, and objects whose members are such."""

from __future__ import annotations

from collections.abc import Iterable

from ctxmap.backends._contracts.identity import identifiers, members
from ctxmap.backends._contracts.primitives import ARRAYS, simple
from ctxmap.backends.openapi.keyed import is_single
from ctxmap.model import index
from ctxmap.model.elements import DomainObject, Model, Parameter, Type


def fit_into_query(model: Model, arguments: Iterable[Parameter]) -> bool:
    """Whether all arguments do."""
    return all(_fits(model, each.type) or is_flat(model, each.type) for each in arguments)


def is_flat(model: Model, used: Type) -> bool:
    """Whether a type is an object whose members are single values or lists of such."""
    thing = index.types(model).get(used.target or "")
    if not isinstance(thing, DomainObject) or thing.qualified_name in identifiers(model):
        return False
    return all(_fits(model, each.type) for each in members(model, thing))


def _fits(model: Model, used: Type) -> bool:
    if simple(used.name) in ARRAYS and used.target is None and len(used.arguments) == 1:
        return is_single(model, used.arguments[0])
    return is_single(model, used)
