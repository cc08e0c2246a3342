"""The relationships of a map: who is up- and downstream, who are equals, and how they talk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ctxmap.documents import phrases
from ctxmap.documents.communication import Message, messages, side
from ctxmap.documents.links import Links
from ctxmap.documents.page import BREAK, Anchor, Block, Part, Text, join, table, text, words
from ctxmap.model import index
from ctxmap.model.elements import ContextMap, Relationship, Side
from ctxmap.model.names import relationship_anchor


def relationships(links: Links, context_map: ContextMap) -> Iterator[Block]:
    """A table of those with an up- and a downstream side, and one of those between equals."""
    directed = [each for each in context_map.relationships if not each.is_symmetric]
    equal = [each for each in context_map.relationships if each.is_symmetric]
    yield from table(
        ("Upstream", "Downstream", "Name", "What flows", "Over", "Exposed", "Downstream's rights"),
        (_directed(links, context_map, each) for each in directed),
    )
    yield from table(
        ("Between", "And", "Kind", "Name", "What flows", "Over", "Shared"),
        (_equal(links, context_map, each) for each in equal),
    )


def _directed(links: Links, context_map: ContextMap, relationship: Relationship) -> Sequence[Part]:
    return (
        _first(links, context_map, relationship),
        _side(links, relationship.downstream),
        words(relationship.display_name or relationship.name),
        join(BREAK, (_told(links, message) for message in messages(relationship))),
        words(relationship.implementation_technology),
        _exposed(links, relationship),
        words(relationship.downstream_rights.lower().replace("_", " ")),
    )


def _equal(links: Links, context_map: ContextMap, relationship: Relationship) -> Sequence[Part]:
    return (
        _first(links, context_map, relationship),
        _side(links, relationship.downstream),
        phrases.RELATIONSHIP[relationship.kind],
        words(relationship.display_name or relationship.name),
        join(BREAK, (_told(links, message) for message in messages(relationship))),
        words(relationship.implementation_technology),
        _exposed(links, relationship),
    )


def _first(links: Links, context_map: ContextMap, relationship: Relationship) -> Text:
    """The upstream or left side, with the anchor of the row."""
    anchor = Anchor(relationship_anchor(links.model, context_map, relationship))
    return text(anchor, _side(links, relationship.upstream))


def _side(links: Links, given: Side) -> Text:
    """`Payment (open host service, published language)`, with a link to the context."""
    roles = side(given)
    return text(links.context(given.context), f" ({roles})" if roles else "")


def _told(links: Links, message: Message) -> Text:
    """`Cart calls …`; without the sender, where the sides are equal and the map doesn't say who starts."""
    sender = index.contexts(links.model).get(message.sender)
    return text(f"{words(sender.title)} ", message.what) if sender else message.what


def _exposed(links: Links, relationship: Relationship) -> Text:
    return join(", ", map(links.aggregate, relationship.exposed_aggregates))
