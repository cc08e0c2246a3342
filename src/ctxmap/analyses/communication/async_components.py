"""Which contexts messages and batches connect, directly or through others, as far as a landscape says.

A relationship that does not say how it communicates may be asynchronous: it connects both ways.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set

from ctxmap.analyses.graph.reached import reached
from ctxmap.analyses.landscapes import Landscape, once_per_landscape
from ctxmap.model.elements import Async, Relationship


@once_per_landscape
def async_components(landscape: Landscape) -> Mapping[str, int]:
    """The contexts on the maps by name, each with the number of its component: equal numbers mean connected."""
    neighbours: defaultdict[str, list[str]] = defaultdict(list)
    for sender, receivers in _receivers(landscape).items():
        for receiver in receivers:
            neighbours[sender].append(receiver)
            neighbours[receiver].append(sender)
    components: dict[str, int] = {}
    for number, name in enumerate(sorted(landscape.on_maps)):
        if name not in components:
            components.update(dict.fromkeys(reached(neighbours, name), number))
    return components


def async_reach(landscape: Landscape, start: str) -> Set[str]:
    """The contexts that messages from `start` reach, passed on from one context to the next; itself included."""
    return reached(_receivers(landscape), start)


@once_per_landscape
def _receivers(landscape: Landscape) -> Mapping[str, Sequence[str]]:
    """The contexts that each context sends to."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for relationship in landscape.relationships:
        for sender, receiver in _directions(relationship):
            found[sender].append(receiver)
    return found


def _directions(relationship: Relationship) -> Iterator[tuple[str, str]]:
    one, other = (side.context for side in relationship.sides)
    pairs = [pair for messages in relationship.asyncs for pair in _sent(messages)]
    pairs += [(batch.publisher, batch.consumer) for batch in relationship.batches]
    if not relationship.says_how or any("" in pair for pair in pairs):
        pairs += [(one, other), (other, one)]
    return (pair for pair in pairs if "" not in pair)


def _sent(messages: Async) -> Iterator[tuple[str, str]]:
    if messages.events or not messages.commands:
        yield messages.publisher, messages.consumer
    if messages.commands:
        yield messages.command_sender, messages.command_receiver
