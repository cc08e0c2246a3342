"""A flow can only run commands and operations of its own context."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import BoundedContext, FlowStep, Model, Reference
from ctxmap.model.index import commands, context_of, operations
from ctxmap.rules import finding, rule


@rule(Severity.ERROR)
def check(model: Model) -> Iterator[Finding]:
    for context in model.contexts:
        for flow in context.application.flows if context.application else ():
            for step in flow.steps:
                for kind, action in _actions(step):
                    owner = context_of(model, action.target or "")
                    if owner and owner is not context:
                        yield _elsewhere(model, context, owner, kind, action)


def _actions(step: FlowStep) -> Iterator[tuple[str, Reference]]:
    if step.kind != "EVENT":
        yield from ((step.kind.lower(), each) for each in step.subjects)
    if step.result_kind != "EVENT":
        yield from ((step.result_kind.lower(), each) for each in step.results)


def _elsewhere(model: Model, home: BoundedContext, owner: BoundedContext, kind: str, action: Reference) -> Finding:
    declared = (commands if kind == "command" else operations)(model).get(action.target or "")
    return finding(
        action,
        f'{kind} "{action.name}" belongs to "{owner.name}", but the flow belongs to "{home.name}"',
        hint=f'let the flow emit an event, and let a flow or policy of "{owner.name}" react to it',
        related=[(f"the {kind} is declared here", declared)] if declared else [],
    )
