"""Events about one aggregate may arrive in another order; the consumer has to say how it handles that."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from ctxmap.analyses.deployables import runs_together
from ctxmap.analyses.landscapes import Landscape, landscapes
from ctxmap.findings.finding import Finding, Severity, listed
from ctxmap.findings.fix import AddMember, unsafe
from ctxmap.model.elements import Async, Model
from ctxmap.model.index import aggregate_of, aggregates
from ctxmap.rules import finding, rule

_Events = dict[str, dict[str, str]]
"""By aggregate: the qualified names of its events, with the names to show."""


@rule(Severity.WARNING)
def check(model: Model) -> Iterator[Finding]:
    for landscape in landscapes(model):
        for channel in _channels(landscape):
            events = _by_aggregate(model, channel)
            for messages in channel:
                if not messages.ordering and not messages.says("ordering"):
                    yield from _unordered(model, messages, events)


def _channels(landscape: Landscape) -> Iterable[list[Async]]:
    """The blocks with one publisher, consumer and topic; a block without a topic is a channel of its own."""
    channels: defaultdict[object, list[Async]] = defaultdict(list)
    for relationship in landscape.relationships:
        if runs_together(landscape, *(side.context for side in relationship.sides)):
            continue  # inside a process, events are handled in the order in which they are published
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
            consumer = f'"{messages.consumer}"' if messages.consumer else "the consumer"
            yield finding(
                messages.place("events"),
                f'{consumer} receives {listed(events.values())} of aggregate "{aggregates(model)[name].name}" '
                "without a stated ordering",
                hint="add `ordering = BY_VERSION`, `BY_TIMESTAMP` or `BY_KEY`, or `NONE` if the order does not matter",
                fix=unsafe("add `ordering = BY_VERSION`", AddMember(messages.at, "ordering = BY_VERSION")),
            )
