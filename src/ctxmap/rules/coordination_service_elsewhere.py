"""A coordination asks application services: they are what a context offers to be asked for."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.analyses.coordinations import CoordinationStep, coordination_steps
from ctxmap.findings import Finding, Severity
from ctxmap.model.elements import Model
from ctxmap.model.index import services
from ctxmap.rules import finding, rule


@rule(Severity.ERROR)
def check(model: Model) -> Iterator[Finding]:
    for step in coordination_steps(model):
        if not step.in_application:
            yield _inside(step) if step.service else _of_another_context(model, step)


def _inside(step: CoordinationStep) -> Finding:
    assert step.service
    return finding(
        step.reference.place("service"),
        f'service "{step.service.name}" isn\'t in the application of "{step.context.name}"',
        hint=f'let an application service of "{step.context.name}" do it, and ask that',
        related=[("the service is declared here", step.service)],
    )


def _of_another_context(model: Model, step: CoordinationStep) -> Finding:
    namesakes = [service for service in services(model).values() if service.name == step.service_name]
    return finding(
        step.reference.place("service"),
        f'the application of "{step.context.name}" has no service "{step.service_name}"',
        hint="name the context that has it, or declare it there",
        related=[("a service of that name is declared here", service) for service in namesakes[:1]],
    )
