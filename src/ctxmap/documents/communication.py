"""The communication over a relationship in words: what is called or sent, by whom, and with which guarantees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from ctxmap.documents import phrases
from ctxmap.documents.page import Part, Text, code, join, names, text, words
from ctxmap.model.elements import Async, Reference, Relationship, Side, Sync

Kind = Literal["CALL", "EVENT", "COMMAND"]


class Message(msgspec.Struct, frozen=True):
    """A call, event or command; `sender` and `receiver` are context names, "" where the map doesn't say.

    `what` is what the sender does (`calls …`, `publishes …`), `details` are technology and guarantees.
    """

    kind: Kind
    sender: str
    receiver: str
    what: Text
    details: Text


def messages(relationship: Relationship) -> Iterator[Message]:
    """The messages of a relationship: calls, then events and commands, in the order of the text."""
    technology = words(relationship.implementation_technology)
    for sync in relationship.syncs:
        what, details = _verb("calls", sync.operations), join("; ", (technology, *_call_details(sync)))
        yield Message("CALL", sync.caller, sync.callee, what, details)
    for message in relationship.asyncs:
        details = join("; ", (technology, topic(message), *guarantees(message)))
        if message.events or not message.commands:
            what = _verb("publishes", message.events) if message.events else text("publishes events")
            yield Message("EVENT", message.publisher, message.consumer, what, details)
        if message.commands:
            what = _verb("sends", message.commands)
            yield Message("COMMAND", message.command_sender, message.command_receiver, what, details)


def side_roles(side: Side) -> str:
    """The roles of a side, without upstream and downstream: `open host service, published language`."""
    return ", ".join(filter(None, (phrases.ROLE[role.kind] for role in side.roles)))


def topic(message: Async) -> Text:
    """The topic of messages; nothing where the map doesn't say."""
    return text("topic ", code(message.topic)) if message.topic else ()


def guarantees(message: Async) -> Iterator[Part]:
    """Delivery, outbox, idempotence and ordering, as far as they are stated."""
    yield phrases.DELIVERY[message.delivery]
    if message.has_outbox:
        yield "outbox"
    if message.is_idempotent:
        keys = names(reference.name for reference in message.idempotent_by)
        yield join(" by ", ("idempotent", keys))
    yield phrases.ORDERING[message.ordering]


def _verb(verb: str, references: Iterable[Reference]) -> Text:
    return join(" ", (verb, names(reference.name for reference in references)))


def _call_details(sync: Sync) -> Iterator[Part]:
    if sync.timeout:
        yield f"timeout {words(sync.timeout.text)}"
    if sync.fallback:
        why = f" ({words(sync.fallback.text)})" if sync.fallback.text else ""
        yield f"on failure: {phrases.FALLBACK[sync.fallback.kind]}{why}"
    if sync.has_circuit_breaker:
        yield "circuit breaker"
