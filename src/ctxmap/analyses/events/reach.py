"""Which events the relationships of a landscape deliver to whom."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from ctxmap.analyses.landscapes import Landscape, once_per_landscape
from ctxmap.model.elements import Relationship


class Reach(msgspec.Struct, frozen=True, eq=False):
    """What one landscape says about which events reach whom; contexts and events by qualified name.

    `anything`: pairs of publisher and consumer between which any event may be sent, since no map says which.
    `events`: the events that one sends to the other. `is_whole`: False where a map names contexts that do not exist,
    and may mean others: then any event may reach any context.
    """

    contexts: frozenset[str]
    anything: frozenset[tuple[str, str]]
    events: frozenset[tuple[str, str, str]]
    is_whole: bool

    def delivers(self, event: str, publisher: str, consumer: str) -> bool:
        """Whether the event may get from the one to the other."""
        return (
            not self.is_whole or (publisher, consumer) in self.anything or (publisher, consumer, event) in self.events
        )


@once_per_landscape
def reach(landscape: Landscape) -> Reach:
    """What a landscape delivers; a relationship that does not say how it communicates may deliver anything."""
    stated = landscape.relationships
    return Reach(
        contexts=landscape.on_maps,
        anything=frozenset(pair for relationship in stated for pair in _open(relationship)),
        events=frozenset(event for relationship in stated for event in _listed(relationship)),
        is_whole=landscape.is_whole and not any(each.is_incomplete("contains") for each in landscape.maps),
    )


def _open(relationship: Relationship) -> Iterator[tuple[str, str]]:
    if not relationship.says_how:
        yield from _both_ways(relationship)
    for messages in relationship.asyncs:
        is_unspecific = not messages.events and not messages.commands
        if is_unspecific or any(event.target is None for event in messages.events):
            yield from [(messages.publisher, messages.consumer)] if messages.publisher else _both_ways(relationship)
    for batch in relationship.batches:
        if any(each.target is None for each in batch.data) or not batch.data:
            yield from [(batch.publisher, batch.consumer)] if batch.publisher else _both_ways(relationship)


def _listed(relationship: Relationship) -> Iterator[tuple[str, str, str]]:
    for messages in relationship.asyncs:
        pairs = [(messages.publisher, messages.consumer)] if messages.publisher else _both_ways(relationship)
        for event in messages.events:
            if event.target:
                yield from ((*pair, event.target) for pair in pairs)
    for batch in relationship.batches:
        pairs = [(batch.publisher, batch.consumer)] if batch.publisher else _both_ways(relationship)
        yield from ((*pair, each.target) for pair in pairs for each in batch.data if each.target)


def _both_ways(relationship: Relationship) -> list[tuple[str, str]]:
    one, other = (side.context for side in relationship.sides)
    return [(one, other), (other, one)]
