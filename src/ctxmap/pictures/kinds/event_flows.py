"""Who publishes which event, who takes it, and which policies it fires: `events.svg`.

Where events are many, that shows between which parts of the model they go, and each context that publishes some has a
diagram of its own: `events/<context>.svg`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from ctxmap.analyses.events.flow import Taking, takers
from ctxmap.drawing.diagram import Card, Connector, Diagram, Entry, LineSample, Note
from ctxmap.model.elements import BoundedContext, DomainObject, Model
from ctxmap.model.index import contexts
from ctxmap.model.names import context_files
from ctxmap.pictures.cards import context_card
from ctxmap.pictures.folding import between_boxes
from ctxmap.pictures.kinds import Picture
from ctxmap.pictures.legend import sticky_notes
from ctxmap.pictures.scene import Scene

_MOST = 40
"""So many events can be followed in one diagram."""
_Flow = tuple[BoundedContext, DomainObject, dict[str, list[Taking]]]


def pictures(scene: Scene) -> Iterator[Picture]:
    """One picture, of the events that another context takes: from publishers on the left to takers on the right."""
    model = scene.model
    flows = [(context, event, _others(model, context, event)) for context in model.contexts for event in context.events]
    flows = [(context, event, others) for context, event, others in flows if others]
    if len(flows) <= _MOST:
        if flows:
            yield Picture("events", _diagram(scene, flows))
        return
    yield Picture("events", _overview(scene, flows))
    files = context_files(model)
    for name in dict.fromkeys(context.qualified_name for context, _, _ in flows):
        own = [flow for flow in flows if flow[0].qualified_name == name]
        diagram = _diagram(scene, own, folder="../")
        yield Picture(f"events/{files[name]}", replace(diagram, subtitle=own[0][0].title))


def _overview(scene: Scene, flows: Sequence[_Flow]) -> Diagram:
    """Between which parts events go, and how many."""
    pairs = [(context.qualified_name, taker) for context, _, others in flows for taker in others]
    taking = {name for pair in pairs for name in pair}
    involved = [context for context in scene.model.contexts if context.qualified_name in taking]
    cards, connectors = between_boxes(scene, involved, pairs, "message")
    return Diagram(
        title=scene.words.events_title,
        subtitle=scene.words.overview,
        cards=tuple(cards),
        connectors=tuple(connectors),
        legend=(
            Entry(LineSample("message"), scene.words.asynchronous),
            Entry(Note("3", "count"), scene.words.event_count),
        ),
    )


def _diagram(scene: Scene, flows: Sequence[_Flow], folder: str = "") -> Diagram:
    model = scene.model
    publishers = {
        context.qualified_name: context_card(scene, context, "publisher", folder=folder) for context, _, _ in flows
    }
    events = [_event(event) for _, event, _ in flows]
    taking = {name: contexts(model)[name] for _, _, others in flows for name in others}
    cards = (*publishers.values(), *events, *(_taker(scene, each, flows, folder) for each in taking.values()))
    connectors = [line for context, event, others in flows for line in _lines(context, event, others)]
    return Diagram(
        title=scene.words.events_title,
        subtitle=scene.words.events_told,
        cards=cards,
        connectors=tuple(connectors),
        legend=tuple(sticky_notes(scene.words, cards)),
        direction="LEFT_TO_RIGHT",
    )


def _others(model: Model, context: BoundedContext, event: DomainObject) -> dict[str, list[Taking]]:
    """The contexts other than its own that take an event, by name, and by what."""
    found: dict[str, list[Taking]] = {}
    for taking in takers(model).get(event.qualified_name, ()):
        if taking.context != context.qualified_name:
            found.setdefault(taking.context, []).append(taking)
    return found


def _event(event: DomainObject) -> Card:
    note = f"event-{event.qualified_name}"
    return Card(id=note, title=event.title, sign="event", tone="event", tooltip=event.doc)


def _taker(scene: Scene, context: BoundedContext, flows: Sequence[_Flow], folder: str) -> Card:
    """A context with what in it takes the events: policies, read models, flows."""
    by = [taking for _, _, others in flows for taking in others.get(context.qualified_name, ()) if taking.name]
    told = dict.fromkeys(scene.words.taken_by[taking.by].format(taking.name) for taking in by)
    return context_card(scene, context, "taker", *told, folder=folder)


def _lines(context: BoundedContext, event: DomainObject, others: dict[str, list[Taking]]) -> Iterator[Connector]:
    note = f"event-{event.qualified_name}"
    yield _line(f"publisher-{context.qualified_name}", note, f"{context.title} → {event.title}")
    for name in others:
        yield _line(note, f"taker-{name}", f"{event.title} → {name}")


def _line(tail: str, head: str, title: str) -> Connector:
    return Connector(id=f"{tail}-{head}", tail=tail, head=head, stroke="message", parting=True, title=title)
