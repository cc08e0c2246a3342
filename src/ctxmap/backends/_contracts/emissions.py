"""Which operation raises which event: it publishes it, or a flow says that it emits it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ctxmap.model import index
from ctxmap.model.elements import Model
from ctxmap.model.facts import once_per_model


@once_per_model
def events_by_operation(model: Model) -> Mapping[str, tuple[str, ...]]:
    """For an operation, the events that it raises; all by qualified name."""
    found: dict[str, dict[str, None]] = {}
    for operation, event in _emissions(model):
        found.setdefault(operation, {})[event] = None
    return {operation: tuple(events) for operation, events in found.items()}


@once_per_model
def operations_by_event(model: Model) -> Mapping[str, tuple[str, ...]]:
    """For an event, the operations that raise it; all by qualified name."""
    found: dict[str, dict[str, None]] = {}
    for operation, event in _emissions(model):
        found.setdefault(event, {})[operation] = None
    return {event: tuple(operations) for event, operations in found.items()}


def _emissions(model: Model) -> Iterator[tuple[str, str]]:
    for operation in index.operations(model).values():
        if operation.publishes and operation.publishes.event and operation.publishes.event.target:
            yield operation.qualified_name, operation.publishes.event.target
    for context in model.contexts:
        for flow in context.application.flows if context.application else ():
            for step in flow.steps:
                if step.kind == "OPERATION" and step.result_kind == "EVENT":
                    yield from (
                        (by.target, e.target) for by in step.subjects for e in step.results if by.target and e.target
                    )
