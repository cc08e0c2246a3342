"""Types that hold each other in a circle: no value of them would end if each member along the circle were required."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set

from ctxmap.analyses.graph.cycles import components
from ctxmap.backends._contracts.identity import aggregates_by_root, identifiers, members
from ctxmap.backends._contracts.subtypes import concrete_types
from ctxmap.model import index
from ctxmap.model.elements import DomainObject, Model, Property
from ctxmap.model.facts import once_per_model


@once_per_model
def members_in_circles(model: Model) -> Mapping[str, Set[str]]:
    """For the qualified name of a type, the members that lead back to it; types without such members are left out.

    A list ends a circle, since it may be empty, and so does the root of an aggregate, which is held by its identity.
    """
    held = {thing.qualified_name: dict(_held(model, thing)) for thing in _objects(model)}
    graph = {name: [*values.values(), *concrete_types(model).get(name, ())] for name, values in held.items()}
    component = {name: number for number, names in enumerate(components(graph)) for name in names}
    found = {
        name: {member for member, target in values.items() if component.get(target) == component[name]}
        for name, values in held.items()
        if name in component
    }
    return {name: inside for name, inside in found.items() if inside}


def _held(model: Model, thing: DomainObject) -> Iterator[tuple[str, str]]:
    for member in members(model, thing):
        if target := _target(model, member):
            yield member.name, target


def _target(model: Model, member: Property) -> str:
    name = member.type.target or ""
    is_object = isinstance(index.types(model).get(name), DomainObject)
    return name if is_object and name not in aggregates_by_root(model) and name not in identifiers(model) else ""


def _objects(model: Model) -> Iterator[DomainObject]:
    return (thing for thing in index.types(model).values() if isinstance(thing, DomainObject))
