"""What happened to one thing in turn may arrive out of turn; the consumer has to cope."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from ctxmap.findings.finding import Finding, Severity, listed
from ctxmap.findings.fix import AddMember, unsafe
from ctxmap.model.elements import Async, ContextMap, Model
from ctxmap.model.index import aggregate_of, aggregates
from ctxmap.rules import finding, rule

_Events = dict[str, dict[str, str]]
"""The names of events by their own qualified names, and these by that of their aggregate."""


@rule(Severity.WARNING)
def check(model: Model) -> Iterator[Finding]:
    for context_map in model.maps:
        for channel in _channels(context_map):
            events = _by_aggregate(model, channel)
            for messages in channel:
                if not messages.ordering and not messages.says("ordering"):
                    yield from _unordered(model, messages, events)


def _channels(context_map: ContextMap) -> Iterable[list[Async]]:
    """What comes to one consumer from one publisher over one topic; without a topic, each block for itself."""
    channels: defaultdict[object, list[Async]] = defaultdict(list)
    for relationship in context_map.relationships:
        for messages in relationship.asyncs:
            parties = (messages.publisher, messages.consumer)
            channels[(*parties, messages.topic) if messages.topic else messages].append(messages)
    return channels.values()


def _by_aggregate(model: Model, channel: Iterable[Async]) -> _Events:
    found: _Events = {}
    for event in (event for messages in channel for event in messages.events if event.target):
        if aggregate := aggregate_of(model, event.target or ""):
            found.setdefault(aggregate.qualified_name, {})[event.target or ""] = event.name.rpartition("::")[2]
    return found


def _unordered(model: Model, messages: Async, by_aggregate: _Events) -> Iterator[Finding]:
    sent = {event.target for event in messages.events}
    for name, events in by_aggregate.items():
        if len(events) > 1 and not sent.isdisjoint(events):
            consumer = f'"{messages.consumer}" gets' if messages.consumer else "the consumer gets"
            yield finding(
                messages.place("events"),
                f'{consumer} {listed(events.values())} of "{aggregates(model)[name].name}" over one channel, '
                "and nothing says in which order",
                hint="say how it copes: `ordering = BY_VERSION`, `BY_TIMESTAMP`, `BY_KEY`, or `NONE` if it needn't",
                fix=unsafe("add `ordering = BY_VERSION`", AddMember(messages.at, "ordering = BY_VERSION")),
            )
