"""What is said of a channel has to hold for everyone who uses it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import msgspec

from ctxmap.analyses.landscapes import landscapes
from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import Async, Model, Relationship
from ctxmap.rules import finding, rule


class _Use(msgspec.Struct, frozen=True, eq=False):
    """A block that uses a channel, and the relationship that it belongs to."""

    messages: Async
    relationship: Relationship

    @property
    def sends_events(self) -> bool:
        """Whether it is more than a queue of commands, which may have many senders."""
        return bool(self.messages.events or not self.messages.commands)


@rule(Severity.WARNING)
def check(model: Model) -> Iterator[Finding]:
    for landscape in landscapes(model):
        channels: dict[str, list[_Use]] = {}
        for relationship in landscape.relationships:
            for messages in relationship.asyncs:
                if messages.topic:
                    channels.setdefault(messages.topic, []).append(_Use(messages, relationship))
        for topic, uses in channels.items():
            yield from _of_channel(topic, uses)
            yield from _of_events(topic, uses)


def _of_channel(topic: str, uses: Iterable[_Use]) -> Iterator[Finding]:
    uses = list(uses)
    for first, other in _differing([use for use in uses if use.sends_events], lambda use: use.messages.publisher):
        names = f'"{first.messages.publisher}" and "{other.messages.publisher}"'
        yield _conflict(first, other, f'topic "{topic}" has two publishers of events: {names}')
    for first, other in _differing(uses, lambda use: use.relationship.implementation_technology):
        names = " and ".join(f'"{use.relationship.implementation_technology}"' for use in (first, other))
        yield _conflict(first, other, f'topic "{topic}" has two technologies: {names}')


def _of_events(topic: str, uses: Iterable[_Use]) -> Iterator[Finding]:
    by_event: dict[str, list[_Use]] = {}
    for use in uses:
        for event in use.messages.events:
            by_event.setdefault(event.target or event.name, []).append(use)
    for event, sent in by_event.items():
        name = event.rpartition("::")[2]
        for first, other in _differing(sent, lambda use: "stored" if use.messages.has_outbox else "not stored"):
            said = f'event "{name}" on topic "{topic}" is stored in an outbox in one place and not in another'
            yield _conflict(first, other, said)
        for first, other in _differing(sent, lambda use: use.messages.delivery):
            both = " and ".join(f"`{use.messages.delivery}`" for use in (first, other))
            said = f'event "{name}" on topic "{topic}" has two delivery guarantees: {both}'
            yield _conflict(first, other, said, Severity.INFO)


def _differing(uses: Iterable[_Use], said: Callable[[_Use], str]) -> Iterator[tuple[_Use, _Use]]:
    """The first that says something, with each later one that says something else for the first time."""
    first: dict[str, _Use] = {}
    for use in uses:
        if (word := said(use)) and word not in first:
            first[word] = use
    known, *others = first.values() if first else [None]
    for other in others:
        if known and other:
            yield known, other


def _conflict(first: _Use, other: _Use, message: str, severity: Severity | None = None) -> Finding:
    return finding(
        other.messages.place("topic"),
        message,
        hint="say the same everywhere, or give each its own topic",
        related=[("the topic is used here, too", first.messages.place("topic"))],
        severity=severity,
    )
