"""What is deployed as one: the services cut out of a context by `decomposition`, and contexts in one `Deployable`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

import msgspec

from ctxmap.analyses.databases import by_plain_name
from ctxmap.analyses.landscapes import Landscape, landscapes, relationships
from ctxmap.model.elements import BoundedContext, Model, Relationship
from ctxmap.model.facts import once_per_model


class DeployableService(msgspec.Struct, frozen=True, eq=False):
    """What is deployed as one: its name, the context (by name) that it is cut from, its aggregates (qualified)."""

    name: str
    context: str
    aggregates: tuple[str, ...]


@once_per_model
def deployable_services(model: Model) -> tuple[DeployableService, ...]:
    """Every service of every context, in the order of the text; `PER_CONTEXT` where a context doesn't say."""
    return tuple(service for context in model.contexts for service in _services(context))


@once_per_model
def service_of(model: Model) -> Mapping[str, DeployableService]:
    """The service of each aggregate, by its qualified name; of several that claim it, the first.

    With `CUSTOM`, an aggregate that no microservice claims has none: nobody knows where it runs.
    """
    services = reversed(deployable_services(model))
    return {aggregate: service for service in services for aggregate in service.aggregates}


def place(landscape: Landscape, context: str) -> str:
    """Where a context (by name) runs: one name for all contexts of a deployable, its own for any other."""
    deployable = landscape.deployables.get(context)
    return f"Deployable {deployable.name}" if deployable else context


def runs_together(landscape: Landscape, one: str, other: str) -> bool:
    """Whether both contexts (by name) run as one process in the landscape."""
    return place(landscape, one) == place(landscape, other)


def is_one_store(model: Model, contexts: Collection[BoundedContext]) -> bool:
    """Whether the contexts run as one process with one database, in every landscape: one transaction can span them."""
    return all(_is_one_store(landscape, contexts) for landscape in landscapes(model))


@once_per_model
def remote_relationships(model: Model) -> tuple[Relationship, ...]:
    """Every relationship once (see `relationships`) whose two sides do not run as one process."""
    inside = {
        relationship
        for landscape in landscapes(model)
        for relationship in landscape.relationships
        if runs_together(landscape, relationship.upstream.context, relationship.downstream.context)
    }
    return tuple(each for each in relationships(model) if each not in inside)


def _is_one_store(landscape: Landscape, contexts: Collection[BoundedContext]) -> bool:
    found = [landscape.deployables.get(each.qualified_name) for each in contexts]
    if len(set(found)) != 1 or found[0] is None:
        return False
    databases = (*found[0].databases, *(database for each in contexts for database in each.databases))
    return len(by_plain_name(databases)) <= 1


def _services(context: BoundedContext) -> Iterator[DeployableService]:
    name = context.qualified_name
    match context.decomposition:
        case "CUSTOM":
            for microservice in context.microservices:
                claimed = tuple(reference.target for reference in microservice.aggregates if reference.target)
                yield DeployableService(microservice.name, name, claimed)
        case "PER_AGGREGATE":
            for aggregate in context.aggregates:
                yield DeployableService(aggregate.name, name, (aggregate.qualified_name,))
        case _:
            yield DeployableService(context.name, name, tuple(a.qualified_name for a in context.aggregates))
