"""The relationships of a map as tables: sides, roles, communication and what else is stated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ctxmap.documents import phrases
from ctxmap.documents.communication import STATED, Message, messages, side_roles, stated
from ctxmap.documents.links import Links
from ctxmap.documents.page import BREAK, Anchor, Block, Part, Text, join, table, text, words
from ctxmap.model import index
from ctxmap.model.elements import ContextMap, Relationship, Side
from ctxmap.model.names import relationship_anchor


def relationships(links: Links, context_map: ContextMap) -> Iterator[Block]:
    """A table of upstream-downstream relationships, and one of partnerships and shared kernels."""
    directed = [each for each in context_map.relationships if not each.is_symmetric]
    symmetric = [each for each in context_map.relationships if each.is_symmetric]
    yield from table(
        (
            "Upstream",
            "Downstream",
            "Name",
            "Communication",
            "Technology",
            "Exposed aggregates",
            "Downstream rights",
            *STATED,
        ),
        (_directed(links, context_map, each) for each in directed),
    )
    yield from table(
        ("Between", "And", "Pattern", "Name", "Communication", "Technology", "Shared aggregates", *STATED),
        (_symmetric(links, context_map, each) for each in symmetric),
    )


def _directed(links: Links, context_map: ContextMap, relationship: Relationship) -> Sequence[Part]:
    return (
        _first(links, context_map, relationship),
        _side(links, relationship.downstream),
        words(relationship.display_name or relationship.name),
        join(BREAK, (_message(links, message) for message in messages(relationship))),
        words(relationship.implementation_technology),
        _exposed(links, relationship),
        words(relationship.downstream_rights.lower().replace("_", " ")),
        *stated(relationship),
    )


def _symmetric(links: Links, context_map: ContextMap, relationship: Relationship) -> Sequence[Part]:
    return (
        _first(links, context_map, relationship),
        _side(links, relationship.downstream),
        phrases.RELATIONSHIP[relationship.kind],
        words(relationship.display_name or relationship.name),
        join(BREAK, (_message(links, message) for message in messages(relationship))),
        words(relationship.implementation_technology),
        _exposed(links, relationship),
        *stated(relationship),
    )


def _first(links: Links, context_map: ContextMap, relationship: Relationship) -> Text:
    """The upstream or left side, with the anchor of the row."""
    anchor = Anchor(relationship_anchor(links.model, context_map, relationship))
    return text(anchor, _side(links, relationship.upstream))


def _side(links: Links, side: Side) -> Text:
    """`Payment (open host service, published language)`, with a link to the context."""
    roles = side_roles(side)
    return text(links.context(side.context), f" ({roles})" if roles else "")


def _message(links: Links, message: Message) -> Text:
    """`Cart calls …`; without the sender where the map doesn't say."""
    sender = index.contexts(links.model).get(message.sender)
    return text(f"{words(sender.title)} ", message.what) if sender else message.what


def _exposed(links: Links, relationship: Relationship) -> Text:
    return join(", ", map(links.aggregate, relationship.exposed_aggregates))
