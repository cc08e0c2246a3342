"""The roles that a context plays for others, read off its type and the patterns of its relationships.

As the "domain roles" of the Bounded Context Canvas, in the words of context maps (Evans, ch. 14).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ctxmap.documents import phrases
from ctxmap.documents.links import Links
from ctxmap.documents.page import Text, join, sentence, words
from ctxmap.model import index
from ctxmap.model.elements import BoundedContext, Relationship, Side

_PLAYS: tuple[tuple[str, Callable[[Side, Side], bool]], ...] = (
    ("open host, with a published language, for {}", lambda own, _: own.has("OHS") and own.has("PL")),
    ("open host for {}", lambda own, _: own.has("OHS") and not own.has("PL")),
    ("publishes a language for {}", lambda own, _: own.has("PL") and not own.has("OHS")),
    ("supplier of {}", lambda own, _: own.has("S")),
    ("customer of {}", lambda own, _: own.has("C")),
    ("keeps the model of {} out, by an anticorruption layer", lambda own, _: own.has("ACL")),
    ("takes over the model of {}, as a conformist", lambda own, _: own.has("CF")),
    ("partner of {}", lambda own, _: own.has("P")),
    ("shares a kernel with {}", lambda own, _: own.has("SK")),
)


def roles(links: Links, context: BoundedContext) -> Iterator[Text]:
    """A line for each role, with those for whom it is played."""
    if context.type not in ("", "UNDEFINED"):
        channel = f", for the channel {words(context.channel)}" if context.channel else ""
        yield sentence(phrases.CONTEXT_TYPE[context.type], channel)
    sides = [_seen_from(context, each) for each in index.relationships_of(links.model, context)]
    for role, is_played in _PLAYS:
        others = dict.fromkeys(other.context for own, other in sides if is_played(own, other))
        if others:
            before, after = role.split("{}")
            yield sentence(before, join(", ", map(links.context, others)), after)


def _seen_from(context: BoundedContext, relationship: Relationship) -> tuple[Side, Side]:
    one, other = relationship.sides
    return (one, other) if one.context == context.qualified_name else (other, one)
