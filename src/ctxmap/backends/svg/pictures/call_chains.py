"""Who waits for whom, and how available that leaves everybody: `calls/<map>.svg`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ctxmap.analyses.availability import Availability, availabilities, has_way_out, percentage
from ctxmap.analyses.calls import Call, stated_calls
from ctxmap.backends.svg import words
from ctxmap.backends.svg.cards import context_card
from ctxmap.backends.svg.marks import by_place, marks
from ctxmap.backends.svg.pictures import Picture
from ctxmap.drawing.diagram import Connector, Diagram, Entry, LineSample, Note
from ctxmap.findings import Diagnostic
from ctxmap.model.elements import ContextMap, Model
from ctxmap.model.index import contexts
from ctxmap.model.names import map_files
from ctxmap.source import Span


def pictures(model: Model, diagnostics: Sequence[Diagnostic]) -> Iterator[Picture]:
    """A picture for each map with calls that wait for other calls."""
    files = map_files(model)
    for context_map, calls, known in zip(
        model.maps, stated_calls(model), availabilities(model), strict=bool(model.maps)
    ):
        if {call.callee for call in calls} & {call.caller for call in calls}:
            path = f"calls/{files[context_map.qualified_name]}"
            yield Picture(path, _diagram(model, context_map, calls, known, diagnostics))


def _diagram(
    model: Model,
    context_map: ContextMap,
    calls: Sequence[Call],
    known: Sequence[Availability],
    diagnostics: Sequence[Diagnostic],
) -> Diagram:
    computed = {each.contexts[0].qualified_name: each for each in known}
    found = by_place(diagnostics)
    names = dict.fromkeys(name for call in calls for name in (call.caller, call.callee))
    between: dict[tuple[str, str], list[Call]] = {}
    for call in calls:
        between.setdefault((call.caller, call.callee), []).append(call)
    connectors = [_connector(model, each, found) for each in between.values()]
    return Diagram(
        title=words.CALLS_OF,
        subtitle=context_map.title,
        description=words.CALLS_TOLD,
        cards=tuple(
            context_card(model, contexts(model)[each], "context", *_told(computed.get(each)), folder="../")
            for each in names
        ),
        connectors=tuple(connectors),
        legend=tuple(_legend(connectors)),
        direction="LEFT_TO_RIGHT",
    )


def _told(known: Availability | None) -> Iterator[str]:
    """What a context promises, and what comes of all that it waits for."""
    if known is None:
        return
    context = known.contexts[0]
    if context.promises:
        yield f"{words.PROMISES} {percentage(context.promises.value)}"
    if context.availability and len(known.contexts) > 1:
        yield f"{words.BY_ITSELF} {percentage(context.availability.value)}"
    yield f"{words.WITH_ALL} {percentage(round(known.percent, 3))}"


def _connector(model: Model, calls: Sequence[Call], found: Mapping[Span, Sequence[Diagnostic]]) -> Connector:
    """All calls between two contexts; dashed where the caller has a way out of each."""
    first = calls[0]
    operations = dict.fromkeys(each.name for call in calls for each in (call.sync.operations if call.sync else ()))
    timeouts = dict.fromkeys(call.sync.timeout.text for call in calls if call.sync and call.sync.timeout)
    notes = (Note(", ".join(names), "name" if names is operations else "text") for names in (operations, timeouts))
    caller, callee = contexts(model)[first.caller], contexts(model)[first.callee]
    return Connector(
        id=f"call-{first.caller}-{first.callee}",
        tail=f"context-{first.caller}",
        head=f"context-{first.callee}",
        stroke="message" if all(map(has_way_out, calls)) else "sync",
        notes=tuple(note for note in notes if note.text),
        title=f"{caller.title} → {callee.title}",
        marks=marks(first.relationship, found),
    )


def _legend(connectors: Sequence[Connector]) -> Iterator[Entry]:
    drawn = {connector.stroke for connector in connectors}
    if "sync" in drawn:
        yield Entry(LineSample("sync"), words.WAITS)
    if "message" in drawn:
        yield Entry(LineSample("message"), words.WAY_OUT)
