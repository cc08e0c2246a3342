"""The collaborators of a context: inbound and outbound communication, partnerships and shared kernels."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from ctxmap.documents import phrases
from ctxmap.documents.communication import STATED, Message, messages, side_roles, stated
from ctxmap.documents.links import Links
from ctxmap.documents.page import Blocks, Part, table, words
from ctxmap.model.elements import BoundedContext, ContextMap, Model, Relationship, Side
from ctxmap.model.facts import once_per_model

_HEADERS = ("Collaborator", "Messages", "Details", "Relationship", "Their role", "Our role", *STATED)


class _Neighbour(msgspec.Struct, frozen=True):
    """A relationship on a map, seen from one side."""

    map: ContextMap
    relationship: Relationship
    own: Side
    other: Side


def inbound(links: Links, context: BoundedContext) -> Blocks:
    """What others send to the context, and relationships without stated communication where it is upstream."""
    return table(_HEADERS, (row for each in _neighbours(links, context) for row in _inbound(links, each)))


def outbound(links: Links, context: BoundedContext) -> Blocks:
    """What the context sends to others, and relationships without stated communication where it is downstream."""
    return table(_HEADERS, (row for each in _neighbours(links, context) for row in _outbound(links, each)))


def partners(links: Links, context: BoundedContext) -> Blocks:
    """Partnerships and shared kernels, with messages whose sender the map doesn't state."""
    symmetric = (each for each in _neighbours(links, context) if each.relationship.is_symmetric)
    return table(_HEADERS, (row for each in symmetric for row in _partner(links, each)))


def _neighbours(links: Links, context: BoundedContext) -> Sequence[_Neighbour]:
    return _of_model(links.model).get(context.qualified_name, ())


@once_per_model
def _of_model(model: Model) -> Mapping[str, Sequence[_Neighbour]]:
    """The neighbours of each context, by its name, in the order of the text."""
    neighbours: defaultdict[str, list[_Neighbour]] = defaultdict(list)
    for context_map in model.maps:
        for relationship in context_map.relationships:
            up, down = relationship.sides
            neighbours[up.context].append(_Neighbour(context_map, relationship, up, down))
            if down.context != up.context:
                neighbours[down.context].append(_Neighbour(context_map, relationship, down, up))
    return neighbours


def _inbound(links: Links, each: _Neighbour) -> Iterator[tuple[Part, ...]]:
    relationship = each.relationship
    yield from (_row(links, each, m) for m in messages(relationship) if m.receiver == each.own.context)
    if not relationship.says_how and not relationship.is_symmetric and each.own is relationship.upstream:
        yield _row(links, each, None)


def _outbound(links: Links, each: _Neighbour) -> Iterator[tuple[Part, ...]]:
    relationship = each.relationship
    yield from (_row(links, each, m) for m in messages(relationship) if m.sender == each.own.context)
    if not relationship.says_how and not relationship.is_symmetric and each.own is relationship.downstream:
        yield _row(links, each, None)


def _partner(links: Links, each: _Neighbour) -> Iterator[tuple[Part, ...]]:
    unclear = [message for message in messages(each.relationship) if not message.sender]
    yield from (_row(links, each, message) for message in unclear or [None])


def _row(links: Links, each: _Neighbour, message: Message | None) -> tuple[Part, ...]:
    relationship = each.relationship
    name = words(relationship.display_name or relationship.name) or _kind(each)
    return (
        links.context(each.other.context),
        message.what if message else "",
        message.details if message else words(relationship.implementation_technology),
        links.relationship(each.map, relationship, name),
        side_roles(each.other),
        side_roles(each.own),
        *stated(relationship),
    )


def _kind(each: _Neighbour) -> str:
    if each.relationship.is_symmetric:
        return phrases.RELATIONSHIP[each.relationship.kind]
    return "collaborator is upstream" if each.other is each.relationship.upstream else "collaborator is downstream"
