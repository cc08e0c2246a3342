"""A coordination step has to identify one operation; overloaded operations can't be told apart."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.analyses.coordinations import coordination_steps
from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import Model
from ctxmap.rules import finding, rule

_LISTED = 5


@rule(Severity.WARNING)
def check(model: Model) -> Iterator[Finding]:
    for step in coordination_steps(model):
        if step.service and len(step.operations) > 1:
            count = len(step.operations)
            yield finding(
                step.reference.place("operation"),
                f'service "{step.service.name}" has {count} operations named "{step.operation_name}"',
                hint="give the operations different names",
                related=[("one of them is declared here", operation) for operation in step.operations[:_LISTED]],
            )
