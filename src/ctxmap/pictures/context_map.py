"""A context map as a diagram: its contexts as cards, on the subdomains that they implement, and its relationships."""

from __future__ import annotations

from msgspec.structs import replace

from ctxmap.drawing.diagram import Diagram
from ctxmap.model.elements import ContextMap, View
from ctxmap.model.names import relationship_anchor
from ctxmap.pictures.cards import card
from ctxmap.pictures.connectors import connector
from ctxmap.pictures.finding_marks import marks
from ctxmap.pictures.grouping import grouped
from ctxmap.pictures.legend import legend
from ctxmap.pictures.scene import Scene
from ctxmap.pictures.selection import Selection, selected
from ctxmap.pictures.words import Words


def context_map_diagram(scene: Scene, context_map: ContextMap, view: View | None = None) -> Diagram:
    """The diagram of a map of the model, or of a view of it."""
    shown = selected(scene.model, context_map, view)
    if view is None:
        return selection_diagram(scene, context_map, shown)
    return selection_diagram(scene, context_map, shown, view.heading or view.title, view)


def selection_diagram(
    scene: Scene, context_map: ContextMap, shown: Selection, title: str = "", view: View | None = None
) -> Diagram:
    """The diagram of what is selected of a map, under a title of its own, or under the map's; drawn as a view says.

    Where a finding is about something on it, that carries a mark.
    """
    model, found, words = scene.model, scene.found, scene.words
    with_aggregates = view is not None and view.detail == "AGGREGATES"
    by = view.group_by if view else ""
    cards = [
        card(scene, each, marks(each, found), with_aggregates=with_aggregates, with_owner=by != "TEAM")
        for each in shown.contexts
    ]
    connectors = [
        connector(scene, each, f"../index.md#{relationship_anchor(model, context_map, each)}", marks(each, found))
        for each in shown.relationships
    ]
    if view is not None and view.detail == "NAMES":
        cards = [replace(each, subtitle="", details=(), blocks=(), footer="", footer_sign="") for each in cards]
        connectors = [replace(each, notes=(), guarantees=()) for each in connectors]
    whole = context_map.title or words.context_map
    return Diagram(
        title=title or whole,
        subtitle=_subtitle(words, context_map, whole if title else "", is_empty=not shown.contexts),
        description=_description(words, shown, (view or context_map).doc),
        cards=tuple(cards),
        connectors=tuple(connectors),
        fields=grouped(scene, shown.contexts, by),
        legend=tuple(legend(words, cards, connectors)),
        direction=(view.direction or None) if view else None,
    )


def _subtitle(words: Words, context_map: ContextMap, whole: str, *, is_empty: bool) -> str:
    kind = words.map_types.get(context_map.type, words.context_map)
    parts = [whole, kind, words.map_states.get(context_map.state, ""), words.empty if is_empty else ""]
    return " · ".join(part for part in parts if part)


def _description(words: Words, shown: Selection, doc: str) -> str:
    """The picture in a sentence or two, for those who can't see it; cards and lines tell the rest."""
    parts = [doc, words.counts(len(shown.contexts), len(shown.relationships))]
    return "\n".join(part for part in parts if part)
