"""Which events a map brings to whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from ctxmap.model.elements import BoundedContext, ContextMap, Model, Relationship
from ctxmap.model.facts import once_per_model


class Reach(msgspec.Struct, frozen=True, eq=False):
    """What one map says of who hears of what; contexts and events by qualified name.

    `anything`: pairs of publisher and consumer between which any event may go, since the map doesn't say which.
    `events`: the events that go from one to the other. `is_whole`: False where the map names contexts that don't
    exist, and may mean others: then it may bring anything to anybody.
    """

    contexts: frozenset[str]
    anything: frozenset[tuple[str, str]]
    events: frozenset[tuple[str, str, str]]
    is_whole: bool

    def brings(self, event: str, publisher: str, consumer: str) -> bool:
        """Whether the event may come from the one to the other."""
        return (
            not self.is_whole or (publisher, consumer) in self.anything or (publisher, consumer, event) in self.events
        )


@once_per_model
def reaches(model: Model) -> tuple[Reach, ...]:
    """For each map what it brings to whom; a relationship that says nothing of communication may bring anything."""
    return tuple(_reach(each) for each in model.maps)


def reaches_of(model: Model, context: BoundedContext) -> Sequence[Reach]:
    """What the maps bring to whom that a context is on."""
    return _by_context(model).get(context.qualified_name, ())


@once_per_model
def _by_context(model: Model) -> Mapping[str, Sequence[Reach]]:
    found: defaultdict[str, list[Reach]] = defaultdict(list)
    for reach in reaches(model):
        for name in reach.contexts:
            found[name].append(reach)
    return found


def _reach(context_map: ContextMap) -> Reach:
    sides = (side.context for relationship in context_map.relationships for side in relationship.sides)
    contained = (reference.target for reference in context_map.contains if reference.target)
    return Reach(
        contexts=frozenset((*contained, *sides)),
        anything=frozenset(pair for relationship in context_map.relationships for pair in _open(relationship)),
        events=frozenset(event for relationship in context_map.relationships for event in _listed(relationship)),
        is_whole=context_map.is_whole and not context_map.is_incomplete("contains"),
    )


def _open(relationship: Relationship) -> Iterator[tuple[str, str]]:
    if not relationship.says_how:
        yield from _both_ways(relationship)
    for messages in relationship.asyncs:
        is_unspecific = not messages.events and not messages.commands
        if is_unspecific or any(event.target is None for event in messages.events):
            yield from [(messages.publisher, messages.consumer)] if messages.publisher else _both_ways(relationship)


def _listed(relationship: Relationship) -> Iterator[tuple[str, str, str]]:
    for messages in relationship.asyncs:
        pairs = [(messages.publisher, messages.consumer)] if messages.publisher else _both_ways(relationship)
        for event in messages.events:
            if event.target:
                yield from ((*pair, event.target) for pair in pairs)


def _both_ways(relationship: Relationship) -> list[tuple[str, str]]:
    one, other = (side.context for side in relationship.sides)
    return [(one, other), (other, one)]
