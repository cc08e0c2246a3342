"""Which contexts consume which event: over relationships, and by policies, read models and flows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

import msgspec

from ctxmap.model.elements import BoundedContext, Model, Reference
from ctxmap.model.facts import once_per_model


class Taking(msgspec.Struct, frozen=True):
    """A context takes an event (both by qualified name), and by what; `name` is "" for a relationship."""

    event: str
    context: str
    by: Literal["RELATIONSHIP", "POLICY", "READ_MODEL", "FLOW"]
    name: str = ""


@once_per_model
def takers(model: Model) -> Mapping[str, Sequence[Taking]]:
    """For each event (by qualified name) that somebody takes: who does, relationships first, in the text's order."""
    found: defaultdict[str, dict[Taking, None]] = defaultdict(dict)
    for taking in _takings(model):
        found[taking.event][taking] = None
    return {event: tuple(takings) for event, takings in found.items()}


def _takings(model: Model) -> Iterator[Taking]:
    events = {event.qualified_name for context in model.contexts for event in context.events}
    for relationship in model.relationships:
        for message in relationship.asyncs:
            if message.consumer:
                yield from (Taking(event, message.consumer, "RELATIONSHIP") for event in _known(message.events))
        for batch in relationship.batches:
            if batch.consumer:
                transferred = (name for name in _known(batch.data) if name in events)
                yield from (Taking(event, batch.consumer, "RELATIONSHIP") for event in transferred)
    for context in model.contexts:
        yield from _inside(context)


def _inside(context: BoundedContext) -> Iterator[Taking]:
    name = context.qualified_name
    for part in context.parts:
        for policy in part.policies:
            yield from (Taking(event, name, "POLICY", policy.title) for event in _known(policy.on))
        for view in part.read_models:
            yield from (Taking(event, name, "READ_MODEL", view.title) for event in _known(view.sources))
    for flow in context.application.flows if context.application else ():
        for step in flow.steps:
            if step.kind == "EVENT":
                yield from (Taking(event, name, "FLOW", flow.title) for event in _known(step.subjects))


def _known(references: Sequence[Reference]) -> Iterator[str]:
    return (reference.target for reference in references if reference.target)
