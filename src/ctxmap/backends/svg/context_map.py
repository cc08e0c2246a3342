"""A context map as a diagram: its contexts as cards, on the subdomains that they implement, and its relationships."""

from __future__ import annotations

from collections.abc import Sequence

from ctxmap.backends.svg import words
from ctxmap.backends.svg.cards import card, card_id
from ctxmap.backends.svg.connectors import connector
from ctxmap.backends.svg.fields import fields
from ctxmap.backends.svg.legend import legend
from ctxmap.backends.svg.marks import by_place, marks
from ctxmap.drawing.diagram import Diagram
from ctxmap.findings import Diagnostic
from ctxmap.model import index
from ctxmap.model.elements import BoundedContext, ContextMap, Model
from ctxmap.model.names import relationship_anchor


def context_map_diagram(model: Model, context_map: ContextMap, diagnostics: Sequence[Diagnostic] = ()) -> Diagram:
    """The diagram of a map of the model; where a finding is about something on it, that carries a mark."""
    found = by_place(diagnostics)
    contexts = contexts_on(model, context_map)
    cards = [card(model, context, marks(context, found)) for context in contexts]
    connectors = [
        connector(model, each, f"../index.md#{relationship_anchor(model, context_map, each)}", marks(each, found))
        for each in context_map.relationships
    ]
    areas = tuple(fields(model, [(context, card_id(context.qualified_name)) for context in contexts]))
    return Diagram(
        title=context_map.title or words.CONTEXT_MAP,
        subtitle=_subtitle(context_map, contexts),
        description=_description(contexts, context_map),
        cards=tuple(cards),
        connectors=tuple(connectors),
        fields=areas,
        legend=tuple(legend(cards, connectors)),
    )


def contexts_on(model: Model, context_map: ContextMap) -> list[BoundedContext]:
    """The contexts that a map contains, and those that its relationships join without its saying so."""
    contained = [reference.target or "" for reference in context_map.contains]
    joined = [side.context for relationship in context_map.relationships for side in relationship.sides]
    return [
        index.contexts(model)[name] for name in dict.fromkeys((*contained, *joined)) if name in index.contexts(model)
    ]


def _subtitle(context_map: ContextMap, contexts: Sequence[BoundedContext]) -> str:
    kind = words.MAPS.get(context_map.type, words.CONTEXT_MAP)
    parts = [kind, words.STATES.get(context_map.state, ""), "" if contexts else words.EMPTY]
    return " · ".join(part for part in parts if part)


def _description(contexts: Sequence[BoundedContext], context_map: ContextMap) -> str:
    """The map in a sentence or two, for those who can't see it; cards and lines tell the rest."""
    parts = [context_map.doc, words.counts(len(contexts), len(context_map.relationships))]
    return "\n".join(part for part in parts if part)
