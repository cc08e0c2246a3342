"""How contexts talk, in words: who calls or tells whom what, and what is promised."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from ctxmap.documents import phrases
from ctxmap.documents.page import Part, Text, code, join, names, text, words
from ctxmap.model.elements import Async, Reference, Relationship, Side, Sync

Kind = Literal["CALL", "EVENT", "COMMAND"]


class Message(msgspec.Struct, frozen=True):
    """What goes from one context to another (both by name, "" where the map doesn't say), and how.

    `what` is what the sender does (`calls …`, `publishes …`).
    """

    kind: Kind
    sender: str
    receiver: str
    what: Text
    how: Text


def messages(relationship: Relationship) -> Iterator[Message]:
    """What is sent over a relationship: calls, then events and commands, in the order of the text."""
    technology = words(relationship.implementation_technology)
    for sync in relationship.syncs:
        what, how = _named("calls", sync.operations), join("; ", (technology, *_of_call(sync)))
        yield Message("CALL", sync.caller, sync.callee, what, how)
    for message in relationship.asyncs:
        how = join("; ", (technology, topic(message), *promises(message)))
        if message.events or not message.commands:
            what = _named("publishes", message.events) if message.events else text("publishes events")
            yield Message("EVENT", message.publisher, message.consumer, what, how)
        if message.commands:
            what = _named("sends", message.commands)
            yield Message("COMMAND", message.command_sender, message.command_receiver, what, how)


def side(given: Side) -> str:
    """What a side is beyond up- or downstream: `open host service, published language`."""
    return ", ".join(filter(None, (phrases.ROLE[role.kind] for role in given.roles)))


def topic(message: Async) -> Text:
    """The topic that messages go over; nothing, where the map doesn't say."""
    return text("topic ", code(message.topic)) if message.topic else ()


def promises(message: Async) -> Iterator[Part]:
    """How messages are delivered, and what to do with them when they come twice or in another order."""
    yield phrases.DELIVERY[message.delivery]
    if message.has_outbox:
        yield "from an outbox"
    if message.is_idempotent:
        keys = names(reference.name for reference in message.idempotent_by)
        yield join(", ", ("seen twice without harm", text("told by ", keys) if keys else ""))
    yield phrases.ORDERING[message.ordering]


def _named(kind: str, references: Iterable[Reference]) -> Text:
    return join(" ", (kind, names(reference.name for reference in references)))


def _of_call(sync: Sync) -> Iterator[Part]:
    if sync.timeout:
        yield f"gives up after {words(sync.timeout.text)}"
    if sync.fallback:
        why = f" ({words(sync.fallback.text)})" if sync.fallback.text else ""
        yield f"when it fails, {phrases.FALLBACK[sync.fallback.kind]}{why}"
    if sync.has_circuit_breaker:
        yield "circuit breaker"
