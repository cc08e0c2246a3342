"""A coordination can only call operations that the named service has."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.analyses.coordinations import CoordinationStep, coordination_steps
from ctxmap.findings.finding import Finding, Severity, listed_up_to
from ctxmap.model.elements import Model, Service
from ctxmap.rules import finding, rule

_LISTED = 5


@rule(Severity.ERROR)
def check(model: Model) -> Iterator[Finding]:
    for step in coordination_steps(model):
        if step.service and not step.operations:
            yield _not_offered(step, step.service)


def _not_offered(step: CoordinationStep, service: Service) -> Finding:
    offered = list(dict.fromkeys(operation.name for operation in service.operations))
    offers = f"; it has {listed_up_to(_LISTED, offered)}" if offered else ""
    return finding(
        step.reference.place("operation"),
        f'service "{service.name}" of "{step.context.name}" has no operation "{step.operation_name}"{offers}',
        hint="name the service that has it, or declare the operation in this one",
        related=[("the service is declared here", service)],
    )
