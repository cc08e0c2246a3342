"""Large maps: which of them are too large to be looked at in one piece, and the overview with their parts folded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from ctxmap.analyses.map_parts import Part, contexts_on, part_files, parts_of
from ctxmap.drawing.diagram import Card, Connector, Diagram, Mark, Note
from ctxmap.model.elements import ContextMap, Model, Relationship, Subdomain
from ctxmap.pictures.cards import card
from ctxmap.pictures.connectors import arrow_of, stroke_of
from ctxmap.pictures.fields import TONES
from ctxmap.pictures.finding_marks import marks
from ctxmap.pictures.legend import legend
from ctxmap.pictures.scene import Scene

ON_A_SCREEN = 25
"""So many contexts can be read without zooming."""
ON_A_WALL = 200
"""So many can be found on a sheet that hangs on a wall."""


def foldable(scene: Scene, context_map: ContextMap, more_than: int) -> list[Part]:
    """The parts of a map of more contexts than that; none where it is smaller, or nothing could be folded."""
    number = len(contexts_on(scene.model, context_map))
    if number <= more_than:
        return []
    parts = parts_of(scene.model, context_map)
    return parts if 1 < len(parts) < number else []


def overview(
    scene: Scene, context_map: ContextMap, parts: Sequence[Part], link_to: Callable[[Part], str], title: str = ""
) -> Diagram:
    """The map with every part as one card, and one line for all relationships that go the same way between two.

    `link_to` gives the path of a part's diagram; `title` replaces the map's.
    """
    words = scene.words
    cards = [_card(scene, part, link_to) for part in parts]
    connectors = list(_connectors(scene, context_map, parts))
    number = sum(len(part.contexts) for part in parts)
    kind = words.map_types.get(context_map.type, words.context_map)
    return Diagram(
        title=title or context_map.title or words.context_map,
        subtitle=" · ".join((kind, words.overview, words.counts(number, len(context_map.relationships)))),
        description=context_map.doc,
        cards=tuple(cards),
        connectors=tuple(connectors),
        legend=tuple(legend(words, cards, connectors)),
    )


def link_to_parts(model: Model, context_map: ContextMap) -> Callable[[Part], str]:
    """Where the parts of one of the model's maps are drawn, as a link from the diagram of a map."""
    return lambda part: f"../parts/{part_files(model)[context_map.qualified_name, part.key]}.svg"


def _card(scene: Scene, part: Part, link_to: Callable[[Part], str]) -> Card:
    if part.home is None:
        (context,) = part.contexts
        return card(scene, context, marks(context, scene.found))
    kind = part.home.type if isinstance(part.home, Subdomain) else ""
    return Card(
        id=part.key,
        title=part.title,
        subtitle=scene.words.subdomains.get(kind, ""),
        tone=TONES.get(kind, "card"),
        details=tuple(context.title for context in part.contexts),
        tooltip=part.home.doc,
        link=link_to(part),
        marks=_together(mark for context in part.contexts for mark in marks(context, scene.found)),
    )


def _connectors(scene: Scene, context_map: ContextMap, parts: Sequence[Part]) -> Iterator[Connector]:
    part_of = {context.qualified_name: part for part in parts for context in part.contexts}
    bundles: dict[tuple[str, str, bool], list[Relationship]] = {}
    for each in context_map.relationships:
        tail, head = (part_of[side.context].key for side in each.sides)
        if tail != head:
            ends = sorted((tail, head)) if each.is_symmetric else (tail, head)
            bundles.setdefault((ends[0], ends[1], each.is_symmetric), []).append(each)
    titles = {part.key: part.title for part in parts}
    for (tail, head, equal), bundle in bundles.items():
        yield Connector(
            id=f"bundle-{tail}-{'equal-' if equal else ''}{head}",
            tail=tail,
            head=head,
            stroke=stroke_of(bundle),
            equal=equal,
            arrow=arrow_of(bundle),
            notes=(Note(scene.words.relationships_of(len(bundle)), "name"),),
            title=f"{titles[tail]} {'↔' if equal else '→'} {titles[head]}",
            tooltip="\n".join(" – ".join(side.context for side in each.sides) for each in bundle),
            marks=_together(mark for each in bundle for mark in marks(each, scene.found)),
        )


def _together(found: Iterable[Mark]) -> tuple[Mark, ...]:
    """One mark of each kind, with all that they say."""
    told: dict[str, list[Mark]] = {}
    for mark in found:
        told.setdefault(mark.severity, []).append(mark)
    return tuple(Mark(each[0].severity, "\n".join(mark.text for mark in each)) for _, each in sorted(told.items()))
