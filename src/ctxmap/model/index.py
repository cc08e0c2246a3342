"""Looks things up in a model: by qualified name, by what holds them, by what they take part in.

Every table is built once per model, in one walk. Where a model declares two things of one kind and name (an error,
but one that backends can be asked to live with) the linker has told their qualified names apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from ctxmap.model.elements import (
    Aggregate,
    BoundedContext,
    Container,
    Domain,
    DomainObject,
    Enum,
    Model,
    Module,
    Named,
    Operation,
    Relationship,
    Service,
    Subdomain,
    UserRequirement,
)
from ctxmap.model.facts import once_per_model

Thing = TypeVar("Thing", bound=Named)


@once_per_model
def contexts(model: Model) -> Mapping[str, BoundedContext]:
    """Bounded contexts by name."""
    return _by_name(model.contexts)


@once_per_model
def aggregates(model: Model) -> Mapping[str, Aggregate]:
    """The aggregates of all contexts by qualified name."""
    return _by_name(aggregate for context in model.contexts for aggregate in context.aggregates)


@once_per_model
def modules(model: Model) -> Mapping[str, Module]:
    """The modules of all contexts by qualified name."""
    return _by_name(module for context in model.contexts for module in context.modules)


@once_per_model
def types(model: Model) -> Mapping[str, DomainObject | Enum]:
    """Domain objects and enums, of contexts and of subdomains, by qualified name."""
    return _by_name(thing for part in containers(model) for thing in (*part.objects, *part.enums))


@once_per_model
def events(model: Model) -> Mapping[str, DomainObject]:
    """Domain events by qualified name."""
    return {name: thing for name, thing in _objects(model) if thing.kind == "DOMAIN_EVENT"}


@once_per_model
def commands(model: Model) -> Mapping[str, DomainObject]:
    """Commands by qualified name."""
    return {name: thing for name, thing in _objects(model) if thing.kind == "COMMAND"}


@once_per_model
def services(model: Model) -> Mapping[str, Service]:
    """Services and resources, of contexts and of subdomains, by qualified name."""
    return _by_name(service for part in containers(model) for service in part.services)


@once_per_model
def operations(model: Model) -> Mapping[str, Operation]:
    """What contexts offer (`BoundedContext.all_operations`) by qualified name; of overloads the first."""
    return _by_name(operation for context in model.contexts for operation in context.all_operations)


@once_per_model
def domains(model: Model) -> Mapping[str, Domain]:
    """Domains by name."""
    return _by_name(model.domains)


@once_per_model
def subdomains(model: Model) -> Mapping[str, Subdomain]:
    """Subdomains by qualified name."""
    return _by_name(subdomain for domain in model.domains for subdomain in domain.subdomains)


@once_per_model
def user_requirements(model: Model) -> Mapping[str, UserRequirement]:
    """Use cases and user stories by name."""
    return _by_name(model.user_requirements)


@once_per_model
def containers(model: Model) -> tuple[Container, ...]:
    """Everything that holds domain objects and services: contexts and their parts, then subdomains."""
    parts = (part for context in model.contexts for part in context.parts)
    return (*parts, *subdomains(model).values())


def context_of(model: Model, qualified_name: str) -> BoundedContext | None:
    """The context in which something stands; the context itself for its own name; None in the problem space."""
    return contexts(model).get(qualified_name.partition("::")[0])


def aggregate_of(model: Model, qualified_name: str) -> Aggregate | None:
    """The aggregate in which something stands, or that it is."""
    known = aggregates(model)
    while qualified_name:
        if qualified_name in known:
            return known[qualified_name]
        qualified_name = qualified_name.rpartition("::")[0]
    return None


def root_of(aggregate: Aggregate) -> DomainObject | None:
    """The root that is marked so; the only entity where none is."""
    if aggregate.root:
        return aggregate.root
    entities = [thing for thing in aggregate.objects if thing.kind == "ENTITY"]
    return entities[0] if len(entities) == 1 else None


def lineage(model: Model, thing: DomainObject) -> Iterator[DomainObject]:
    """An object, its traits, its base and so on, as far as they are declared; each once, whatever extends what."""
    known = types(model)
    seen: set[str] = set()
    waiting = [thing]
    while waiting:
        each = waiting.pop(0)
        if each.qualified_name in seen:
            continue
        seen.add(each.qualified_name)
        yield each
        above = [known.get(reference.target or "") for reference in (*each.traits, each.extends) if reference]
        waiting += [base for base in above if isinstance(base, DomainObject)]


def subdomains_of(model: Model, context: BoundedContext) -> tuple[Subdomain, ...]:
    """The subdomains that a context implements; of a domain that it implements as a whole, every one."""
    return tuple(dict.fromkeys(_implemented_subdomains(model, context)))


def domains_of(model: Model, context: BoundedContext) -> tuple[Domain, ...]:
    """The domains of which a context implements the whole or a part."""
    names = dict.fromkeys(_outermost(reference.target) for reference in context.implements)
    return tuple(domains(model)[name] for name in names if name in domains(model))


def contexts_implementing(model: Model, part: Domain | Subdomain) -> tuple[BoundedContext, ...]:
    """The contexts that name a domain or subdomain behind `implements`."""
    return _implementing(model).get(part.qualified_name, ())


def teams_of(model: Model, context: BoundedContext) -> tuple[BoundedContext, ...]:
    """The teams that own a context (`BoundedContext Team realizes …`)."""
    return _teams(model).get(context.qualified_name, ())


def relationships_of(model: Model, context: BoundedContext) -> tuple[Relationship, ...]:
    """The relationships, on any map, that a context takes part in."""
    return _relationships(model).get(context.qualified_name, ())


@once_per_model
def _implementing(model: Model) -> Mapping[str, tuple[BoundedContext, ...]]:
    return _grouped((reference.target, context) for context in model.contexts for reference in context.implements)


@once_per_model
def _teams(model: Model) -> Mapping[str, tuple[BoundedContext, ...]]:
    return _grouped((reference.target, context) for context in model.contexts for reference in context.realizes)


@once_per_model
def _relationships(model: Model) -> Mapping[str, tuple[Relationship, ...]]:
    return _grouped(
        (name, relationship)
        for relationship in model.relationships
        for name in dict.fromkeys(side.context for side in relationship.sides)
    )


def _implemented_subdomains(model: Model, context: BoundedContext) -> Iterator[Subdomain]:
    for reference in context.implements:
        if subdomain := subdomains(model).get(reference.target or ""):
            yield subdomain
        elif domain := domains(model).get(reference.target or ""):
            yield from domain.subdomains


def _objects(model: Model) -> Iterator[tuple[str, DomainObject]]:
    return ((name, thing) for name, thing in types(model).items() if isinstance(thing, DomainObject))


def _outermost(qualified_name: str | None) -> str:
    return (qualified_name or "").partition("::")[0]


def _by_name(things: Iterable[Thing]) -> dict[str, Thing]:
    found: dict[str, Thing] = {}
    for thing in things:
        found.setdefault(thing.qualified_name, thing)
    return found


Member = TypeVar("Member")


def _grouped(pairs: Iterable[tuple[str | None, Member]]) -> Mapping[str, tuple[Member, ...]]:
    groups: defaultdict[str, list[Member]] = defaultdict(list)
    for name, member in pairs:
        if name is not None:
            groups[name].append(member)
    return {name: tuple(members) for name, members in groups.items()}
