"""Context maps and views as other diagram languages need them: the very diagram that the SVG shows, and what is on it.

The words of a diagram are those of the SVG, so that a map says the same in every language. Where a language has no
place for something, such as badges on both ends of a line, it goes into a label.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import count

import msgspec

from ctxmap.analyses.viewed_map import viewed_map
from ctxmap.backends import Request
from ctxmap.drawing.diagram import Card, Connector, Diagram, Field, Note
from ctxmap.drawing.text import clean
from ctxmap.model.elements import BoundedContext, ContextMap, Model, Relationship
from ctxmap.model.names import map_files, view_files
from ctxmap.pictures.cards import card_id
from ctxmap.pictures.context_map import context_map_diagram
from ctxmap.pictures.fields import fields
from ctxmap.pictures.scene import Scene, scene_of
from ctxmap.pictures.words import Words

_BLANKS = re.compile("[ \\t\\n\\r\\f\\v\\x85\\u2028\\u2029]+")
"""Blanks and line breaks; a blank that is meant to hold words together is none."""
_PLAIN = re.compile(r"[A-Za-z0-9]")


class Chart(msgspec.Struct, frozen=True, eq=False, kw_only=True):
    """Contexts on their fields, with what text languages need to tell them apart."""

    diagram: Diagram
    words: Words
    """In which it is told."""
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


class MapDiagram(Chart, frozen=True, eq=False, kw_only=True):
    """A map, or a view of it, and its path below the output folder without an ending."""

    path: str
    context_map: ContextMap

    @property
    def relationships(self) -> Iterator[tuple[Connector, Relationship]]:
        """The connectors with the relationships that they stand for."""
        by_id = {f"relationship-{each.id}": each for each in self.context_map.relationships}
        return ((connector, by_id[connector.id]) for connector in self.diagram.connectors)


def map_diagrams(request: Request) -> Iterator[MapDiagram]:
    """Every map of a model, then every view."""
    scene = _scene(request)
    for path, context_map, diagram in _diagrams(scene):
        chart = _chart(scene, diagram)
        yield MapDiagram(path=path, context_map=context_map, **msgspec.structs.asdict(chart))


def landscape(request: Request) -> Chart:
    """All contexts of all maps, on the subdomains that they implement, for languages with one model of everything."""
    model, scene = request.model, _scene(request)
    cards: dict[str, Card] = {}
    for _, _, diagram in _diagrams(scene):
        cards = {card.id: card for card in diagram.cards} | cards
    contexts = _contexts(model)
    areas = fields(scene, [(contexts[card], card) for card in cards])
    return _chart(scene, Diagram(title=model.name, cards=tuple(cards.values()), fields=tuple(areas)))


def _scene(request: Request) -> Scene:
    """What maps are drawn from; other languages have no marks for findings."""
    return scene_of(request.model, diagrams=request.configuration.diagrams)


def _chart(scene: Scene, diagram: Diagram) -> Chart:
    named = identifiers(_ids(diagram))
    cards = {card.id: card for card in diagram.cards}
    paths = {card: named[card] for card in cards} | dict(_paths(diagram.fields, named))
    contexts = _contexts(scene.model)
    return Chart(diagram=diagram, words=scene.words, cards=cards, contexts=contexts, identifiers=named, paths=paths)


def _contexts(model: Model) -> Mapping[str, BoundedContext]:
    return {card_id(context.qualified_name): context for context in model.contexts}


def _diagrams(scene: Scene) -> Iterator[tuple[str, ContextMap, Diagram]]:
    model = scene.model
    for each in model.maps:
        yield f"maps/{map_files(model)[each.qualified_name]}", each, context_map_diagram(scene, each)
    for view in model.views:
        shown = viewed_map(model, view)
        yield f"views/{view_files(model)[view.qualified_name]}", shown, context_map_diagram(scene, shown, view)


def _paths(fields: Iterable[Field], named: Mapping[str, str], outer: str = "") -> Iterator[tuple[str, str]]:
    for field in fields:
        here = f"{outer}{named[field.id]}."
        yield from ((card, here + named[card]) for card in field.cards)
        yield from _paths(field.fields, named, here)


def about(chart: Chart, card: Card) -> list[str]:
    """What stands below a card's title, line by line: what it is, its details, and its owner."""
    lines = [what_it_is(chart, card), *(f"•\N{NO-BREAK SPACE}{each}" for each in card.details), card.footer]
    return [line for line in lines if line]


def what_it_is(chart: Chart, card: Card) -> str:
    """A card's type in words, which the SVG has a sign for, and what else stands there."""
    return " · ".join(part for part in (chart.words.types.get(card.sign.upper(), ""), card.subtitle) if part)


def purpose(card: Card) -> list[str]:
    """What a context is for, line by line: its card's tooltip, which begins with what it is, without that."""
    return card.tooltip.splitlines()[1 if card.sign else 0 :]


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


def labels(chart: Chart, connector: Connector) -> list[str]:
    """What flows over a connector, then with which technology, line by line."""
    return [_flow(chart, connector, note) for note in connector.notes]


def flows(chart: Chart, connector: Connector) -> list[str]:
    """What flows over a connector, for languages with a place of its own for the technology."""
    return [_flow(chart, connector, note) for note in connector.notes if note.kind not in ("text", "technology")]


def _flow(chart: Chart, connector: Connector, note: Note) -> str:
    """Downstream calls, and upstream sends: where it is the other way round, or no side is either, a line says who."""
    usual = "message" if note.forward else "call"
    if note.kind not in ("call", "message") or (note.kind == usual and not connector.equal):
        return note.text
    who = chart.cards[connector.tail if note.forward else connector.head].title
    return f"{note.text} ({who} {chart.words.calls if note.kind == 'call' else chart.words.sends})"


def all_fields(fields: Iterable[Field]) -> Iterator[Field]:
    """Fields and those on them, outer ones first."""
    for field in fields:
        yield field
        yield from all_fields(field.fields)


def one_line(text: str) -> str:
    """A text without line breaks, and without characters that no file should hold."""
    return _BLANKS.sub(" ", clean(text)).strip(" ")


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
