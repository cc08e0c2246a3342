"""Where aggregates of one name are meant to be alike: what two contexts share or copy on purpose.

That is a shared kernel; a context that refines the other; a legacy system and what is being extracted from it; and a
copy: a conformist's, or one that the owner's events keep up to date. Two copies of one thing are no owners either.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Set

import msgspec

from ctxmap.analyses.aggregate_names import Key, key_of, spoken_of
from ctxmap.analyses.events.flow import takers
from ctxmap.analyses.landscapes import Landscape
from ctxmap.analyses.migration.stages import legacy_of
from ctxmap.analyses.reachable_types import share_a_kernel
from ctxmap.model.elements import BoundedContext, Model, Relationship
from ctxmap.model.index import aggregate_of, context_of, events


class Copies(msgspec.Struct, frozen=True, eq=False):
    """Who may have a copy of what of whom, in one landscape; contexts by name.

    `wholly`: pairs of a context and another one, of which it may copy anything. `partly`: the same for the aggregates
    of a name.
    """

    model: Model
    wholly: Mapping[str, Set[str]]
    partly: Mapping[tuple[str, Key], Set[str]]
    declared: Mapping[Key, Set[str]]

    def are_meant(self, one: BoundedContext, other: BoundedContext, key: Key) -> bool:
        """Whether both contexts have an aggregate of that name on purpose."""
        names = one.qualified_name, other.qualified_name
        if share_a_kernel(self.model, *names) or _refines(one, other) or _refines(other, one):
            return True
        if is_extracted(self.model, one, other) or is_extracted(self.model, other, one):
            return True
        originals = [self._originals(name, key) for name in names]
        return names[1] in originals[0] or names[0] in originals[1] or not originals[0].isdisjoint(originals[1])

    def _originals(self, name: str, key: Key) -> Set[str]:
        copied = self.wholly.get(name, frozenset()) | self.partly.get((name, key), frozenset())
        return copied & self.declared.get(key, frozenset())


def copies(model: Model, landscape: Landscape) -> Copies:
    """What the relationships, policies and read models of a landscape say of copies."""
    wholly: defaultdict[str, set[str]] = defaultdict(set)
    partly: defaultdict[tuple[str, Key], set[str]] = defaultdict(set)
    declared: defaultdict[Key, set[str]] = defaultdict(set)
    for context in landscape.contexts:
        for aggregate in context.aggregates:
            declared[key_of(context, aggregate.name)].add(context.qualified_name)
    for relationship in landscape.relationships:
        for copier, original in _anything(relationship):
            wholly[copier].add(original)
    for copier, original in _fed(model, landscape):
        publisher = context_of(model, original)
        aggregate = aggregate_of(model, original)
        if publisher:
            keys = {key_of(publisher, aggregate.name)} if aggregate else set[Key]()
            for key in keys | set(spoken_of(original.rpartition("::")[2])):
                partly[copier, key].add(publisher.qualified_name)
    return Copies(model, wholly, partly, declared)


def is_extracted(model: Model, context: BoundedContext, legacy: BoundedContext) -> bool:
    """Whether a context comes out of a legacy system, at whatever stage; one that doesn't say which, out of any."""
    if context.extracted_from:
        return legacy is legacy_of(model, context)
    return bool(context.migration) and legacy.type == "LEGACY"


def _refines(one: BoundedContext, other: BoundedContext) -> bool:
    return one.refines is not None and one.refines.target == other.qualified_name


def _anything(relationship: Relationship) -> Iterator[tuple[str, str]]:
    """Who may copy whom without saying what: a conformist, and a consumer of messages that nobody lists."""
    one, other = relationship.sides
    for guest, host in ((one, other), (other, one)):
        if guest.has("CF"):
            yield guest.context, host.context
    for messages in relationship.asyncs:
        if messages.consumer and not messages.events and not messages.commands:
            yield messages.consumer, messages.publisher
    for batch in relationship.batches:
        if batch.consumer and not batch.data:
            yield batch.consumer, batch.publisher


def _fed(model: Model, landscape: Landscape) -> Iterator[tuple[str, str]]:
    """Who consumes what, by qualified name: events, and data in bulk."""
    for relationship in landscape.relationships:
        for messages in relationship.asyncs:
            yield from ((messages.consumer, each.target) for each in messages.events if each.target)
        for batch in relationship.batches:
            yield from ((batch.consumer, each.target) for each in batch.data if each.target)
    for event in events(model):
        yield from ((each.context, event) for each in takers(model).get(event, ()) if each.by != "RELATIONSHIP")
