"""What is deployed as one: the services cut out of a context by `decomposition`, and contexts in one `Deployable`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from ctxmap.model.elements import BoundedContext, Deployable, Model, Relationship
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


def runs_together(model: Model, one: str, other: str, state: str = "") -> Deployable | None:
    """The deployable in which both contexts (by name) run as one process, where maps of that state are judged."""
    return next((each for each in deployables_of(model, one, state) if _holds(each, other)), None)


@once_per_model
def remote_relationships(model: Model) -> tuple[Relationship, ...]:
    """The relationships, on any map, whose two sides do not run as one process there, in the order of the text."""
    return tuple(
        relationship
        for context_map in model.maps
        for relationship in context_map.relationships
        if not runs_together(model, relationship.upstream.context, relationship.downstream.context, context_map.state)
    )


def deployables_of(model: Model, context: str, state: str = "") -> tuple[Deployable, ...]:
    """The deployables that a context (by name) is in, and that count on maps of that state."""
    return tuple(each for each in model.deployables if _counts(each, state) and _holds(each, context))


def _counts(deployable: Deployable, state: str) -> bool:
    return deployable.state in ("", "UNDEFINED", state)


def _holds(deployable: Deployable, context: str) -> bool:
    return any(reference.target == context for reference in deployable.contexts)


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
