"""Who depends on whom by a relationship: who would have to change, or wait, when the other does."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.model.elements import Relationship, Side


def dependencies(relationship: Relationship) -> tuple[tuple[Side, Side], ...]:
    """Pairs of sides, the first of which depends on the second, each once.

    Downstream depends on upstream, a caller on whom it calls, a consumer on the publisher, who sends a command on who
    takes it. Equals (partnership, shared kernel) depend on each other.
    """
    upstream, downstream = relationship.sides
    by_name = {upstream.context: upstream, downstream.context: downstream}
    pairs = dict.fromkeys(pair for pair in _pairs(relationship) if pair[0] != pair[1] and by_name.keys() >= {*pair})
    return tuple((by_name[first], by_name[second]) for first, second in pairs)


def _pairs(relationship: Relationship) -> Iterator[tuple[str, str]]:
    upstream, downstream = (side.context for side in relationship.sides)
    yield downstream, upstream
    if relationship.is_symmetric:
        yield upstream, downstream
    for call in relationship.syncs:
        yield call.caller, call.callee
    for messages in relationship.asyncs:
        if messages.events or not messages.commands:
            yield messages.consumer, messages.publisher
        if messages.commands:
            yield messages.command_sender, messages.command_receiver
    for batch in relationship.batches:
        yield batch.consumer, batch.publisher
