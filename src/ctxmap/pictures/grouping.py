"""Which contexts stand together on a field: by subdomain, by owner, by type, or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ctxmap.drawing.diagram import Field
from ctxmap.model import index
from ctxmap.model.elements import BoundedContext
from ctxmap.pictures.cards import card_id
from ctxmap.pictures.fields import fields
from ctxmap.pictures.scene import Scene


def grouped(scene: Scene, contexts: Sequence[BoundedContext], by: str = "") -> tuple[Field, ...]:
    """The fields behind these contexts; `by` is a view's `groupBy`, "" the same as `SUBDOMAIN`."""
    types = scene.words.types
    match by:
        case "NONE":
            return ()
        case "TEAM":
            owned = ((context, index.teams_of(scene.model, context)[:1]) for context in contexts)
            return _fields((f"team-{team.qualified_name}", team.title, context) for context, of in owned for team in of)
        case "TYPE":
            typed = (context for context in contexts if context.type in types)
            return _fields((f"type-{each.type.lower()}", types[each.type], each) for each in typed)
        case _:
            return tuple(fields(scene, [(context, card_id(context.qualified_name)) for context in contexts]))


def _fields(members: Iterable[tuple[str, str, BoundedContext]]) -> tuple[Field, ...]:
    """A field for each id, with its title and contexts, in the order in which they come."""
    cards: dict[tuple[str, str], list[str]] = {}
    for name, title, context in members:
        cards.setdefault((name, title), []).append(card_id(context.qualified_name))
    return tuple(Field(id=name, title=title, cards=tuple(inside)) for (name, title), inside in cards.items())
