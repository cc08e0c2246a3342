"""Synchronous calls, and how available that leaves everybody: `calls/<map>.svg`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ctxmap.analyses.communication.availability import (
    Availability,
    availability,
    has_usable_fallback,
    percentage,
)
from ctxmap.analyses.communication.calls import Call, stated_calls
from ctxmap.analyses.landscapes import Landscape, landscapes
from ctxmap.drawing.diagram import Connector, Diagram, Entry, Field, LineSample, Note
from ctxmap.model.elements import ContextMap, Deployable
from ctxmap.model.index import contexts
from ctxmap.model.names import map_files
from ctxmap.pictures.cards import context_card
from ctxmap.pictures.finding_marks import marks
from ctxmap.pictures.folding import between_boxes
from ctxmap.pictures.kinds import Picture
from ctxmap.pictures.scene import Scene
from ctxmap.pictures.words import Words

_MOST = 60
"""So many contexts can be followed in one diagram."""


def pictures(scene: Scene) -> Iterator[Picture]:
    """A picture for each map with calls that wait for other calls."""
    model = scene.model
    files = map_files(model)
    for landscape in landscapes(model):
        calls = stated_calls(landscape)
        if {call.callee for call in calls} & {call.caller for call in calls}:
            shown = landscape.maps[0]
            path = f"calls/{files[shown.qualified_name]}"
            names = {name for call in calls for name in (call.caller, call.callee)}
            draw = _diagram if len(names) <= _MOST else _overview
            yield Picture(path, draw(scene, landscape, shown, calls))


def _overview(scene: Scene, _: Landscape, context_map: ContextMap, calls: Sequence[Call]) -> Diagram:
    """Which parts of the model wait for which; how available each context is stands in its document."""
    pairs = dict.fromkeys((call.caller, call.callee) for call in calls)
    names = {name for pair in pairs for name in pair}
    involved = [context for context in scene.model.contexts if context.qualified_name in names]
    cards, connectors = between_boxes(scene, involved, pairs, "sync")
    return Diagram(
        title=scene.words.calls_title,
        subtitle=f"{context_map.title or scene.words.context_map} · {scene.words.overview}",
        description=scene.words.calls_told,
        cards=tuple(cards),
        connectors=tuple(connectors),
        legend=(Entry(LineSample("sync"), scene.words.waits), Entry(Note("3", "count"), scene.words.call_count)),
    )


def _diagram(scene: Scene, landscape: Landscape, context_map: ContextMap, calls: Sequence[Call]) -> Diagram:
    words = scene.words
    names = dict.fromkeys(name for call in calls for name in (call.caller, call.callee))
    known = {name: availability(landscape, name) for name in names}
    between: dict[tuple[str, str], list[Call]] = {}
    for call in calls:
        between.setdefault((call.caller, call.callee), []).append(call)
    connectors = [_connector(scene, each) for each in between.values()]
    return Diagram(
        title=words.calls_title,
        subtitle=context_map.title,
        description=words.calls_told,
        cards=tuple(
            context_card(scene, contexts(scene.model)[each], "context", *_told(words, found), folder="../")
            for each, found in known.items()
        ),
        connectors=tuple(connectors),
        fields=tuple(_fields(scene, landscape, names)),
        legend=tuple(_legend(words, connectors)),
        direction="LEFT_TO_RIGHT",
    )


def _told(words: Words, known: Availability) -> Iterator[str]:
    """What a context promises, and what comes of all that it waits for."""
    context = known.context
    if context.promises:
        yield words.promises.format(percentage(context.promises.value))
    if context.availability and (known.needs or not context.promises):
        yield words.by_itself.format(percentage(context.availability.value))
    if known.factors and (known.needs or context.promises):
        told = words.with_all if known.is_exact else words.with_all_at_most
        yield told.format(known.shown)


def _fields(scene: Scene, landscape: Landscape, names: Iterable[str]) -> Iterator[Field]:
    """The deployables as areas round their contexts."""
    inside: dict[Deployable, list[str]] = {}
    for name in names:
        if deployable := landscape.deployables.get(name):
            inside.setdefault(deployable, []).append(f"context-{name}")
    for deployable, cards in inside.items():
        yield Field(
            id=f"deployable-{deployable.name}",
            title=deployable.title,
            kind=scene.words.deployable,
            tooltip=deployable.doc,
            cards=tuple(cards),
        )


def _connector(scene: Scene, calls: Sequence[Call]) -> Connector:
    """All calls between two contexts; dashed where the caller has a fallback for each."""
    first = calls[0]
    operations = dict.fromkeys(each.name for call in calls for each in (call.sync.operations if call.sync else ()))
    timeouts = dict.fromkeys(call.sync.timeout.text for call in calls if call.sync and call.sync.timeout)
    notes = (
        Note(scene.words.listed(names), "name" if names is operations else "text") for names in (operations, timeouts)
    )
    caller, callee = contexts(scene.model)[first.caller], contexts(scene.model)[first.callee]
    return Connector(
        id=f"call-{first.caller}-{first.callee}",
        tail=f"context-{first.caller}",
        head=f"context-{first.callee}",
        stroke="message" if all(has_usable_fallback(call.sync) for call in calls) else "sync",
        notes=tuple(note for note in notes if note.text),
        title=f"{caller.title} → {callee.title}",
        marks=marks(first.relationship, scene.found),
    )


def _legend(words: Words, connectors: Sequence[Connector]) -> Iterator[Entry]:
    drawn = {connector.stroke for connector in connectors}
    if "sync" in drawn:
        yield Entry(LineSample("sync"), words.waits)
    if "message" in drawn:
        yield Entry(LineSample("message"), words.way_out)
