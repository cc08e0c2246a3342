"""Who calls whom and who sends to whom: on the map, and in traffic."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

import msgspec

from ctxmap.analyses.contracts.messages import deliveries
from ctxmap.analyses.deployables import runs_together
from ctxmap.drift.observed import Observed
from ctxmap.foreign.traffic import Edge, Kind
from ctxmap.model import index
from ctxmap.model.elements import Element


class Known(msgspec.Struct, frozen=True, eq=False):
    """The map says that one context calls or sends to another; `kind` is None if it doesn't say how."""

    kind: Kind | None
    source: str
    target: str
    at: Element

    def covers(self, kind: Kind, source: str, target: str) -> bool:
        """Whether traffic of this kind is what the map says; if it doesn't say how, both directions are."""
        if self.kind is None:
            return {source, target} == {self.source, self.target}
        return (kind, source, target) == (self.kind, self.source, self.target)


def known_edges(observed: Observed) -> Sequence[Known]:
    """What the map says of who communicates with whom, each once, in the order of the text."""
    found = {(each.kind, each.source, each.target): each for each in reversed(list(_known(observed)))}
    return list(reversed(found.values()))


def strangers(observed: Observed) -> Iterator[tuple[Edge, str, str]]:
    """Edges in traffic that the map doesn't have, each with the contexts that run there."""
    known = known_edges(observed)
    for edge, sources, targets in _seen(observed):
        pairs = list(product(sources, targets))
        is_inside = any(runs_together(observed.landscape, *pair) for pair in pairs)
        if not is_inside and not any(each.covers(edge.kind, *pair) for each in known for pair in pairs):
            yield edge, *pairs[0]


def unseen(observed: Observed) -> Iterator[tuple[Known, bool]]:
    """What the map says and traffic doesn't show, and whether telemetry can be expected of both contexts."""
    contexts = index.contexts(observed.model)
    seen: list[tuple[Kind, tuple[str, str]]] = [
        (edge.kind, pair) for edge, sources, targets in _seen(observed) for pair in product(sources, targets)
    ]
    services = observed.traffic.services if observed.traffic else ()
    reporting = {name for service in services for name in observed.contexts_called(service)}
    for each in known_edges(observed):
        ends = (each.source, each.target)
        if not reporting & set(ends) or runs_together(observed.landscape, *ends) or _is_ignored(observed, *ends):
            continue
        if not any(each.covers(kind, *pair) for kind, pair in seen):
            yield each, all(end in reporting or contexts[end].is_ours for end in ends)


def _is_ignored(observed: Observed, *contexts: str) -> bool:
    return any(map(observed.is_ignored, contexts))


def _seen(observed: Observed) -> Iterator[tuple[Edge, Sequence[str], Sequence[str]]]:
    """Edges between contexts that are on the map."""
    for edge in observed.traffic.edges if observed.traffic else ():
        sources, targets = observed.contexts_called(edge.source), observed.contexts_called(edge.target)
        if sources and targets and not (observed.is_ignored(edge.source) or observed.is_ignored(edge.target)):
            yield edge, sources, targets


def _known(observed: Observed) -> Iterator[Known]:
    contexts = index.contexts(observed.model)
    for relationship in observed.model.relationships:
        for sync in relationship.syncs:
            yield Known("CALL", sync.caller, sync.callee, sync)
        for terms in relationship.asyncs:
            if terms.publisher and terms.consumer and not (terms.events or terms.commands):
                yield Known("MESSAGE", terms.publisher, terms.consumer, terms)
        for batch in relationship.batches:
            yield Known(None, batch.publisher, batch.consumer, batch)
        if not relationship.says_how and not relationship.is_symmetric:
            yield Known(None, relationship.downstream.context, relationship.upstream.context, relationship)
    for each in deliveries(observed.model):
        if each.sender and each.receiver:
            yield Known(
                "MESSAGE", each.sender, each.receiver, each.terms if each.terms.at.path else contexts[each.sender]
            )
