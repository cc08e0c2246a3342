"""Large maps: an overview of a dozen boxes, and a diagram of what is in each, with stubs for what that is joined to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec
from msgspec.structs import replace

from ctxmap.analyses.map_parts import Part, boxes_among, boxes_of, contexts_on, part_files, walk_parts
from ctxmap.drawing.diagram import ArrowAt, Card, Connector, Diagram, Mark, Note, Stroke
from ctxmap.model.elements import BoundedContext, ContextMap, Relationship, Subdomain
from ctxmap.model.names import relationship_anchor
from ctxmap.pictures.cards import card, context_card
from ctxmap.pictures.connectors import arrow_of, connector, stroke_of
from ctxmap.pictures.fields import TONES
from ctxmap.pictures.finding_marks import marks
from ctxmap.pictures.grouping import grouped
from ctxmap.pictures.legend import legend
from ctxmap.pictures.scene import Scene
from ctxmap.pictures.stated_once import stated_once

ON_A_SCREEN = 25
"""So many contexts can be read without zooming."""
_HEAVY = 3, 8
"""Relationships of which a line stands for at least so many are drawn with a thicker line each."""


class Folding(msgspec.Struct, frozen=True, eq=False):
    """A map, its boxes, and where the diagrams of its parts are: by a part's key, as a link beside the diagram."""

    context_map: ContextMap
    boxes: Sequence[Part]
    links: Mapping[str, str]


def foldable(scene: Scene, context_map: ContextMap, more_than: int) -> Sequence[Part]:
    """The boxes of a map of more contexts than that; none where it is smaller, or nothing could be folded."""
    number = len(contexts_on(scene.model, context_map))
    if number <= more_than:
        return ()
    boxes = boxes_of(scene.model, context_map)
    return boxes if 1 < len(boxes) < number else ()


def folded(scene: Scene, context_map: ContextMap) -> Folding:
    """One of the model's maps with its boxes."""
    boxes = boxes_of(scene.model, context_map)
    files = part_files(scene.model)
    links = {part.key: f"../parts/{files[context_map.qualified_name, part.key]}.svg" for part in walk_parts(boxes)}
    return Folding(context_map, boxes, links)


def overview(scene: Scene, folding: Folding, title: str = "") -> Diagram:
    """The map with every box as one card, and one line between two; `title` replaces the map's."""
    words, context_map = scene.words, folding.context_map
    number = sum(len(part.contexts) for part in folding.boxes)
    kind = words.map_types.get(context_map.type, words.context_map)
    return _diagram(
        scene,
        folding,
        folding.boxes,
        (),
        Diagram(
            title=title or context_map.title or words.context_map,
            subtitle=" · ".join((kind, words.overview, words.counts(number, len(context_map.relationships)))),
            description=context_map.doc,
        ),
    )


def part_diagrams(scene: Scene, folding: Folding) -> Iterator[tuple[Part, Diagram]]:
    """Each part with its diagram, followed by those of its parts."""
    yield from _inside(scene, folding, folding.boxes, ())


def _inside(
    scene: Scene, folding: Folding, parts: Sequence[Part], outside: Sequence[Part]
) -> Iterator[tuple[Part, Diagram]]:
    """The diagrams of parts that stand beside each other, with what stands outside of all of them."""
    for part in parts:
        if not part.is_context:
            pieces = part.pieces
            others = [*(other for other in parts if other is not part), *outside]
            yield part, _diagram(scene, folding, pieces, others, _heading(scene, folding, part))
            yield from _inside(scene, folding, pieces, others)


def _heading(scene: Scene, folding: Folding, part: Part) -> Diagram:
    whole = folding.context_map.title or scene.words.context_map
    doc = part.home.doc if part.home else ""
    return Diagram(title=part.title, subtitle=whole, description=doc)


def _diagram(
    scene: Scene, folding: Folding, inside: Sequence[Part], outside: Sequence[Part], heading: Diagram
) -> Diagram:
    """A diagram of parts, those outside as stubs: with what joins them to the parts inside, and nothing else."""
    context_map = folding.context_map
    held = {context.qualified_name for part in inside for context in part.contexts}
    shown = [each for each in context_map.relationships if held & {side.context for side in each.sides}]
    near = {side.context for each in shown for side in each.sides}
    stubs = [_near(part, near) for part in outside]
    parts = [*inside, *(stub for stub in stubs if stub.contexts)]
    cards = [
        *(_card(scene, part, folding.links) for part in inside),
        *(_stub(scene, part, folding.links) for part in stubs if part.contexts),
    ]
    connectors = tuple(_connectors(scene, folding, parts, shown))
    lone = [part.contexts[0] for part in inside if len(part.contexts) == 1]
    whole = replace(
        heading,
        cards=tuple(cards),
        connectors=connectors,
        fields=grouped(scene, lone) if outside else (),
        legend=tuple(legend(scene.words, cards, connectors)),
    )
    return stated_once(scene.words, whole)


def _near(part: Part, near: set[str]) -> Part:
    """The part with only those contexts that something inside is joined to."""
    return replace(part, contexts=tuple(each for each in part.contexts if each.qualified_name in near), parts=())


def _stub(scene: Scene, part: Part, links: Mapping[str, str]) -> Card:
    """What stands outside, muted: a context, or a part with those of its contexts that matter here."""
    if part.is_context:
        return replace(context_card(scene, part.contexts[0], "context", folder="../"), tone="area")
    return replace(_card(scene, part, links), subtitle="", tone="area", marks=())


def _card(scene: Scene, part: Part, links: Mapping[str, str]) -> Card:
    if part.is_context:
        (context,) = part.contexts
        return card(scene, context, marks(context, scene.found))
    kind = part.home.type if isinstance(part.home, Subdomain) else ""
    pieces = [piece.title for piece in part.parts] or [context.title for context in part.contexts]
    return Card(
        id=part.key,
        title=part.title,
        subtitle=scene.words.subdomains.get(kind, "") or scene.words.contexts_of(len(part.contexts)),
        tone=TONES.get(kind, "card"),
        details=_some(pieces),
        tooltip=part.home.doc if part.home else scene.words.listed(context.title for context in part.contexts),
        link=links.get(part.key, ""),
        marks=_together(mark for context in part.contexts for mark in marks(context, scene.found)),
    )


_MOST_NAMED = 12


def _some(names: Sequence[str]) -> tuple[str, ...]:
    """The names, or the first of them and how many there are besides."""
    if len(names) <= _MOST_NAMED:
        return tuple(names)
    return (*names[: _MOST_NAMED - 1], f"+ {len(names) - _MOST_NAMED + 1}")


def _connectors(
    scene: Scene, folding: Folding, parts: Sequence[Part], relationships: Iterable[Relationship]
) -> Iterator[Connector]:
    """A line for each relationship of two contexts that are shown, and one for all between a part and another."""
    part_of = {context.qualified_name: part for part in parts for context in part.contexts}
    bundles: dict[tuple[str, str], list[Relationship]] = {}
    for each in relationships:
        up, down = (part_of[side.context] for side in each.sides)
        if up.is_context and down.is_context:
            anchor = relationship_anchor(scene.model, folding.context_map, each)
            yield connector(scene, each, f"../index.md#{anchor}", marks(each, scene.found))
        elif up is not down:
            there, back = (up.key, down.key), (down.key, up.key)
            bundles.setdefault(back if back in bundles else there, []).append(each)
    titles = {part.key: part.title for part in parts}
    for (tail, head), bundle in bundles.items():
        yield _bundle(
            scene, tail, head, titles, [(part_of[each.upstream.context].key == tail, each) for each in bundle]
        )


def _bundle(
    scene: Scene, tail: str, head: str, titles: Mapping[str, str], bundle: Sequence[tuple[bool, Relationship]]
) -> Connector:
    """One line for several relationships, each with whether its upstream is the tail."""
    relationships = [each for _, each in bundle]
    equal = all(each.is_symmetric for each in relationships)
    return Connector(
        id=f"bundle-{tail}-{'equal-' if equal else ''}{head}",
        tail=tail,
        head=head,
        stroke=stroke_of(relationships),
        equal=equal,
        arrow=_arrow(bundle),
        weight=_weight(len(bundle)),
        notes=(Note(str(len(bundle)), "count"),),
        title=f"{titles[tail]} {'↔' if equal else '→'} {titles[head]}{scene.words.colon}"
        f"{scene.words.relationships_of(len(bundle))}",
        tooltip="\n".join(" – ".join(side.context for side in each.sides) for each in relationships),
        marks=_together(mark for each in relationships for mark in marks(each, scene.found)),
    )


def between_boxes(
    scene: Scene, contexts: Sequence[BoundedContext], pairs: Iterable[tuple[str, str]], stroke: Stroke
) -> tuple[Sequence[Card], Sequence[Connector]]:
    """Boxes of contexts, and a line for all pairs of contexts that join two boxes.

    The pairs are qualified names; a line has the number of its pairs.
    """
    boxes = boxes_among(scene.model, contexts)
    box_of = {context.qualified_name: box for box in boxes for context in box.contexts}
    there = Counter((box_of[tail].key, box_of[head].key) for tail, head in pairs if box_of[tail] is not box_of[head])
    counts = {ends: number for ends, number in there.items() if ends[::-1] not in there or ends < ends[::-1]}
    titles = {box.key: box.title for box in boxes}
    connectors = [
        Connector(
            id=f"bundle-{tail}-{head}",
            tail=tail,
            head=head,
            stroke=stroke,
            arrow="none" if there[head, tail] else "head",
            weight=_weight(number + there[head, tail]),
            notes=(Note(str(number + there[head, tail]), "count"),),
            title=f"{titles[tail]} {'↔' if there[head, tail] else '→'} {titles[head]}",
        )
        for (tail, head), number in counts.items()
    ]
    return [_card(scene, box, {}) for box in boxes], connectors


def _weight(number: int) -> int:
    return 1 + sum(number >= least for least in _HEAVY)


def _arrow(bundle: Iterable[tuple[bool, Relationship]]) -> ArrowAt:
    """Where everything arrives, if that is one side of the line."""
    ends: set[ArrowAt] = set()
    for along, each in bundle:
        end = arrow_of([each])
        ends.add(end if along or end == "none" else "tail" if end == "head" else "head")
    return ends.pop() if len(ends) == 1 else "none"


def _together(found: Iterable[Mark]) -> tuple[Mark, ...]:
    """One mark of each kind, with all that they say."""
    told: dict[str, list[Mark]] = {}
    for mark in found:
        told.setdefault(mark.severity, []).append(mark)
    return tuple(Mark(each[0].severity, "\n".join(mark.text for mark in each)) for _, each in sorted(told.items()))
