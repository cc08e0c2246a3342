"""The relationships of a map: who is up- and downstream, who are equals, and how they talk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ctxmap.documents import phrases
from ctxmap.documents.communication import Message, messages, side
from ctxmap.documents.links import Links
from ctxmap.documents.markdown import anchor, table, words
from ctxmap.model import index
from ctxmap.model.elements import ContextMap, Relationship, Side
from ctxmap.model.names import relationship_anchor


def relationships(links: Links, context_map: ContextMap) -> Iterator[str]:
    """A table of those with an up- and a downstream side, and one of those between equals."""
    directed = [each for each in context_map.relationships if not each.is_symmetric]
    equal = [each for each in context_map.relationships if each.is_symmetric]
    yield table(
        ("Upstream", "Downstream", "Name", "What flows", "Over", "Exposed", "Downstream's rights"),
        (_directed(links, context_map, each) for each in directed),
    )
    yield table(
        ("Between", "And", "Kind", "Name", "What flows", "Over", "Shared"),
        (_equal(links, context_map, each) for each in equal),
    )


def _directed(links: Links, context_map: ContextMap, relationship: Relationship) -> Sequence[str]:
    return (
        anchor(relationship_anchor(links.model, context_map, relationship)) + _side(links, relationship.upstream),
        _side(links, relationship.downstream),
        words(relationship.display_name or relationship.name),
        "<br>".join(_told(links, message) for message in messages(relationship)),
        words(relationship.implementation_technology),
        _exposed(links, relationship),
        words(relationship.downstream_rights.lower().replace("_", " ")),
    )


def _equal(links: Links, context_map: ContextMap, relationship: Relationship) -> Sequence[str]:
    return (
        anchor(relationship_anchor(links.model, context_map, relationship)) + _side(links, relationship.upstream),
        _side(links, relationship.downstream),
        phrases.RELATIONSHIP[relationship.kind],
        words(relationship.display_name or relationship.name),
        "<br>".join(_told(links, message) for message in messages(relationship)),
        words(relationship.implementation_technology),
        _exposed(links, relationship),
    )


def _side(links: Links, given: Side) -> str:
    """`[Payment](contexts/payment.md) (open host service, published language)`."""
    roles = side(given)
    return links.context(given.context) + (f" ({roles})" if roles else "")


def _told(links: Links, message: Message) -> str:
    """`Cart calls …`; without the sender, where the sides are equal and the map doesn't say who starts."""
    sender = index.contexts(links.model).get(message.sender)
    return f"{words(sender.title)} {message.what}" if sender else message.what


def _exposed(links: Links, relationship: Relationship) -> str:
    return ", ".join(links.aggregate(reference) for reference in relationship.exposed_aggregates)
