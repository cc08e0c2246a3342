"""What the steps of coordinations name: a context, a service of its application, and operations of that service."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from ctxmap.model.elements import BoundedContext, Coordination, Model, Operation, Reference, Service
from ctxmap.model.facts import once_per_model
from ctxmap.model.index import contexts, relationships_of


class CoordinationStep(msgspec.Struct, frozen=True, eq=False):
    """A step, and the three things that it names.

    `home` is the context that coordinates, `context` the one whose service is asked. `service` is None where no service
    of that context has the name; `in_application` tells whether its application has it. `operations` are those of the
    service that have the name: none, one, or overloads.
    """

    home: BoundedContext
    coordination: Coordination
    reference: Reference
    context: BoundedContext
    service: Service | None
    in_application: bool
    operations: tuple[Operation, ...]

    @property
    def service_name(self) -> str:
        """The name of the service, as it is written."""
        return self.reference.name.split("::")[-2]

    @property
    def operation_name(self) -> str:
        """The name of the operation, as it is written."""
        return self.reference.name.split("::")[-1]


@once_per_model
def coordination_steps(model: Model) -> tuple[CoordinationStep, ...]:
    """The steps of all coordinations that are written as `Context::Service::operation`, in the order of the text."""
    return tuple(
        step
        for home in model.contexts
        for coordination in (home.application.coordinations if home.application else ())
        for reference in coordination.steps
        for step in _step(model, home, coordination, reference)
    )


@once_per_model
def spoken_to(model: Model) -> Mapping[str, frozenset[str]]:
    """For each context by name those whose services it may ask: what is upstream of it, and its equals, on any map."""
    return {context.qualified_name: frozenset(_spoken_to(model, context)) for context in model.contexts}


def _step(
    model: Model, home: BoundedContext, coordination: Coordination, reference: Reference
) -> Iterator[CoordinationStep]:
    context_name, service_name, operation_name = [*reference.name.split("::"), "", ""][:3]
    context = contexts(model).get(context_name)
    if context and operation_name:
        of_application = _named(service_name, context.application.services if context.application else ())
        service = of_application or _named(service_name, tuple(context.all_services))
        operations = service.operations if service else ()
        yield CoordinationStep(
            home=home,
            coordination=coordination,
            reference=reference,
            context=context,
            service=service,
            in_application=of_application is not None,
            operations=tuple(each for each in operations if each.name == operation_name),
        )


def _named(name: str, services: Sequence[Service]) -> Service | None:
    return next((service for service in services if service.name == name), None)


def _spoken_to(model: Model, context: BoundedContext) -> Iterator[str]:
    name = context.qualified_name
    for relationship in relationships_of(model, context):
        upstream, downstream = (side.context for side in relationship.sides)
        if downstream == name:
            yield upstream
        elif relationship.is_symmetric:
            yield downstream
