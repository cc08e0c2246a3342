"""Context maps and views as other diagram languages need them: the very diagram that the SVG shows, and what is on it.

The words of a diagram are those of the SVG, so that a map says the same in every language. Where a language has no
place for something, such as badges on both ends of a line, it goes into a label.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import count

import msgspec

from ctxmap.backends.svg import words
from ctxmap.backends.svg.cards import card_id
from ctxmap.backends.svg.pictures import Picture, context_maps, views
from ctxmap.drawing.diagram import Card, Connector, Diagram, Field, Note
from ctxmap.drawing.text import clean
from ctxmap.model.elements import BoundedContext, Model

_PLAIN = re.compile(r"[A-Za-z0-9]")


class MapDiagram(msgspec.Struct, frozen=True, eq=False):
    """A map or a view: its path below the output folder without an ending, and what it shows."""

    path: str
    diagram: Diagram
    cards: Mapping[str, Card]
    """By id."""
    contexts: Mapping[str, BoundedContext]
    """By the id of their cards."""
    identifiers: Mapping[str, str]
    """For the id of each card and field, one that every language takes."""
    paths: Mapping[str, str]
    """For the id of each card, the identifiers of the fields round it and its own, with dots between them."""

    @property
    def loose(self) -> Iterator[Card]:
        """The cards that stand on no field."""
        held = {card for field in all_fields(self.diagram.fields) for card in field.cards}
        return (card for card in self.diagram.cards if card.id not in held)

    def on(self, field: Field) -> Iterator[Card]:
        """The cards that stand directly on a field."""
        return (self.cards[card] for card in field.cards)


def map_diagrams(model: Model) -> Iterator[MapDiagram]:
    """Every map of a model, then every view."""
    contexts = {card_id(context.qualified_name): context for context in model.contexts}
    for each in _pictures(model):
        diagram = each.diagram
        named = identifiers(_ids(diagram))
        cards = {card.id: card for card in diagram.cards}
        paths = {card: named[card] for card in cards} | dict(_paths(diagram.fields, named))
        yield MapDiagram(each.path, diagram, cards, contexts, named, paths)


def _pictures(model: Model) -> Iterator[Picture]:
    yield from context_maps.pictures(model, ())
    yield from views.pictures(model, ())


def _paths(fields: Iterable[Field], named: Mapping[str, str], outer: str = "") -> Iterator[tuple[str, str]]:
    for field in fields:
        here = f"{outer}{named[field.id]}."
        yield from ((card, here + named[card]) for card in field.cards)
        yield from _paths(field.fields, named, here)


def about(card: Card) -> list[str]:
    """What stands below a card's title, line by line: what it is, its details, and its owner."""
    kind = words.TYPES.get(card.sign.upper(), "")
    lines = [" · ".join(part for part in (kind, card.subtitle) if part), *(f"• {each}" for each in card.details)]
    return [line for line in (*lines, card.footer) if line]


def heading(field: Field) -> str:
    """A field's title, and what it is."""
    return f"{field.title} ({field.kind})" if field.kind else field.title


def ends(connector: Connector) -> tuple[str, str]:
    """What both sides of a connector are, as a map would say it: `U,OHS,PL` and `D,ACL`."""
    badges = (connector.tail_badge, connector.head_badge)
    tail, head = (badge.text.replace(" ", ",") if badge else "" for badge in badges)
    return tail, head


def ends_in_a_line(connector: Connector) -> str:
    """Both sides for where only one label is to be had: `[U,OHS,PL] → [D,ACL]`."""
    tail, head = ends(connector)
    return f"[{tail}] {'↔' if connector.equal else '→'} [{head}]"


def flows(connector: Connector) -> list[str]:
    """What flows over a connector, and how, line by line."""
    return [_flow(note) for note in connector.notes]


def _flow(note: Note) -> str:
    """Downstream calls and upstream tells: where it is the other way round, a line has to say so."""
    if note.kind == "call" and note.forward:
        return f"{note.text} ({words.UPSTREAM_CALLS})"
    if note.kind == "message" and not note.forward:
        return f"{note.text} ({words.DOWNSTREAM_SENDS})"
    return note.text


def all_fields(fields: Iterable[Field]) -> Iterator[Field]:
    """Fields and those on them, outer ones first."""
    for field in fields:
        yield field
        yield from all_fields(field.fields)


def one_line(text: str) -> str:
    """A text without line breaks, and without characters that no file should hold."""
    return " ".join(clean(text).split())


def identifiers(ids: Iterable[str]) -> dict[str, str]:
    """For each id a word of ASCII letters, digits and `_`, no two of them alike, be it in capitals or not.

    Ids begin with what they are (`context-Order`, as `context_Order`), so that none means anything to a language.
    """
    taken: set[str] = set()
    found: dict[str, str] = {}
    for each in ids:
        wanted = "".join(_spelled(character) for character in each)
        numbered = (f"{wanted}_{number}" for number in count(2))
        free = wanted if wanted.lower() not in taken else next(n for n in numbered if n.lower() not in taken)
        taken.add(free.lower())
        found[each] = free
    return found


def _spelled(character: str) -> str:
    if _PLAIN.match(character):
        return character
    return "_" if character.isascii() else f"u{ord(character):x}"


def _ids(diagram: Diagram) -> Iterator[str]:
    yield from (field.id for field in all_fields(diagram.fields))
    yield from (card.id for card in diagram.cards)
