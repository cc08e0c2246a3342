"""A state transition can only use states of its own aggregate."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import Aggregate, Model, StateTransition
from ctxmap.model.index import aggregates
from ctxmap.rules import finding, rule


@rule(Severity.ERROR)
def check(model: Model) -> Iterator[Finding]:
    for aggregate, transition in _transitions(model):
        lifecycles = [enum for enum in aggregate.enums if enum.is_lifecycle]
        states = {value.name for enum in lifecycles for value in enum.values}
        for state in dict.fromkeys((*transition.sources, *transition.targets)):
            if state not in states:
                yield _unknown_state(aggregate, transition, state)


def _transitions(model: Model) -> Iterator[tuple[Aggregate, StateTransition]]:
    for aggregate in aggregates(model).values():
        of_objects = (operation for thing in aggregate.objects for operation in thing.operations)
        of_services = (operation for service in aggregate.services for operation in service.operations)
        for operation in chain(of_objects, of_services):
            if operation.transition:
                yield aggregate, operation.transition
    for context in model.contexts:
        for flow in context.application.flows if context.application else ():
            for step in flow.steps:
                aggregate = aggregates(model).get(step.aggregate.target or "") if step.aggregate else None
                if aggregate and step.transition:
                    yield aggregate, step.transition


def _unknown_state(aggregate: Aggregate, transition: StateTransition, state: str) -> Finding:
    lifecycle = aggregate.lifecycle
    hint = "mark the enum of its states with `aggregateLifecycle`"
    if lifecycle:
        hint = f'add it to "{lifecycle.name}", or use one of its states'
    return finding(
        transition.place(state),
        f'"{state}" is not a state of aggregate "{aggregate.name}"',
        hint=hint,
        related=[("its states are declared here", lifecycle)] if lifecycle else [("declared here", aggregate)],
    )
