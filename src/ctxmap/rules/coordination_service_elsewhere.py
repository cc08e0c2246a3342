"""A coordination calls application services, because they are a context's entry points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ctxmap.analyses.coordinations import CoordinationStep, coordination_steps
from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import Model, Service
from ctxmap.model.index import services
from ctxmap.rules import finding, rule


@rule(Severity.ERROR)
def check(model: Model) -> Iterator[Finding]:
    first_named: dict[str, Service] = {}
    for service in services(model).values():
        first_named.setdefault(service.name, service)
    for step in coordination_steps(model):
        if not step.in_application:
            yield _inside(step, step.service) if step.service else _of_another_context(step, first_named)


def _inside(step: CoordinationStep, service: Service) -> Finding:
    return finding(
        step.reference.place("service"),
        f'service "{service.name}" is not in the application of "{step.context.name}"',
        hint=f'call an application service of "{step.context.name}" instead, and let that use "{service.name}"',
        related=[("the service is declared here", service)],
    )


def _of_another_context(step: CoordinationStep, first_named: Mapping[str, Service]) -> Finding:
    namesake = first_named.get(step.service_name)
    return finding(
        step.reference.place("service"),
        f'the application of "{step.context.name}" has no service "{step.service_name}"',
        hint="name the context that has it, or declare the service there",
        related=[("a service with this name is declared here", namesake)] if namesake else [],
    )
