"""Which of our contexts depend on the model of an external system: they call it, or consume its messages.

A relationship that does not say how it communicates makes the downstream side, or a partner, depend on the other. One
that only publishes to the external system (a data warehouse) does not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ctxmap.analyses.landscapes import Landscape, once_per_landscape
from ctxmap.model.elements import Relationship

Dependents = Mapping[str, Sequence[Relationship]]
"""Contexts of ours by name, each with the relationships that make it depend on the external system."""


@once_per_landscape
def external_dependents(landscape: Landscape) -> Mapping[str, Dependents]:
    """For each external system, by name, the contexts of ours that depend on its model, in the order of the text."""
    external = {context.qualified_name for context in landscape.contexts if context.type == "EXTERNAL"}
    ours = {context.qualified_name for context in landscape.contexts if context.is_ours}
    found: dict[str, dict[str, list[Relationship]]] = {}
    for relationship in landscape.relationships:
        one, other = (side.context for side in relationship.sides)
        for system, context in ((one, other), (other, one)):
            if system in external and context in ours and _depends(relationship, context, system):
                found.setdefault(system, {}).setdefault(context, []).append(relationship)
    return found


def _depends(relationship: Relationship, context: str, system: str) -> bool:
    if not relationship.says_how:
        return relationship.is_symmetric or relationship.downstream.context == context
    return any(_exchanges(relationship, context, system))


def _exchanges(relationship: Relationship, context: str, system: str) -> Iterator[bool]:
    """For each block, whether it makes the context depend. A webhook speaks the model of the upstream side."""
    for call in relationship.syncs:
        is_webhook = call.callee == context and relationship.upstream.context == system
        yield call.callee in ("", system) or is_webhook
    for messages in relationship.asyncs:
        if messages.events or not messages.commands:
            yield messages.consumer in ("", context)
        if messages.commands:
            yield messages.command_sender in ("", context)
    for batch in relationship.batches:
        yield batch.consumer in ("", context)
