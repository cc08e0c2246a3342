"""How the states of aggregates change: by operations, and by what flows delegate to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from ctxmap.model.elements import Aggregate, Model, StateTransition


class Change(msgspec.Struct, frozen=True):
    """From one state to another ("": from nothing), and the name of the operation, command or event that causes it."""

    source: str
    target: str
    cause: str
    is_final: bool = False


def changes(model: Model, aggregate: Aggregate) -> Sequence[Change]:
    """Every change of an aggregate's state that the map tells of, each once, in the text's order."""
    return list(
        dict.fromkeys(change for cause, given in _transitions(model, aggregate) for change in _of(cause, given))
    )


def _transitions(model: Model, aggregate: Aggregate) -> Iterator[tuple[str, StateTransition]]:
    members = (operation for thing in aggregate.objects for operation in thing.operations)
    for operation in dict.fromkeys((*aggregate.operations, *members)):
        if operation.transition:
            yield operation.name, operation.transition
    for context in model.contexts:
        for flow in context.application.flows if context.application else ():
            for step in flow.steps:
                if step.transition and step.aggregate and step.aggregate.target == aggregate.qualified_name:
                    yield from ((subject.name, step.transition) for subject in step.subjects)


def _of(cause: str, given: StateTransition) -> Iterator[Change]:
    for source in given.sources or ("",):
        yield from (Change(source, target, cause, target in given.final) for target in given.targets)
