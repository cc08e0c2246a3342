"""The domain roles of a context (Bounded Context Canvas), from its type and the patterns of its relationships.

The patterns are those of context maps (Evans, ch. 14).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ctxmap.documents import phrases
from ctxmap.documents.links import Links
from ctxmap.documents.page import Text, join, sentence, words
from ctxmap.model import index
from ctxmap.model.elements import BoundedContext, Relationship, Side

_ROLES: tuple[tuple[str, Callable[[Side, Side], bool]], ...] = (
    ("open host service with a published language for {}", lambda own, _: own.has("OHS") and own.has("PL")),
    ("open host service for {}", lambda own, _: own.has("OHS") and not own.has("PL")),
    ("published language for {}", lambda own, _: own.has("PL") and not own.has("OHS")),
    ("supplier of {}", lambda own, _: own.has("S")),
    ("customer of {}", lambda own, _: own.has("C")),
    ("anticorruption layer against the model of {}", lambda own, _: own.has("ACL")),
    ("conformist to {}", lambda own, _: own.has("CF")),
    ("partner of {}", lambda own, _: own.has("P")),
    ("shared kernel with {}", lambda own, _: own.has("SK")),
)


def roles(links: Links, context: BoundedContext) -> Iterator[Text]:
    """A line for each role, with the contexts that it concerns."""
    if context.type not in ("", "UNDEFINED"):
        channel = f" for the channel {words(context.channel)}" if context.channel else ""
        yield sentence(phrases.CONTEXT_TYPE[context.type], channel)
    sides = [_seen_from(context, each) for each in index.relationships_of(links.model, context)]
    for role, has_role in _ROLES:
        others = dict.fromkeys(other.context for own, other in sides if has_role(own, other))
        if others:
            before, after = role.split("{}")
            yield sentence(before, join(", ", map(links.context, others)), after)


def _seen_from(context: BoundedContext, relationship: Relationship) -> tuple[Side, Side]:
    one, other = relationship.sides
    return (one, other) if one.context == context.qualified_name else (other, one)
