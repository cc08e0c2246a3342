"""The communication over a relationship in words: what is called or sent, by whom, and with which guarantees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from ctxmap.documents import phrases
from ctxmap.documents.page import Part, Text, code, join, names, text, web_link, words
from ctxmap.model.elements import Async, Batch, Reference, Relationship, Side, Sync

STATED = ("Reason", "Status", "Tags", "Link")
"""The last columns of a table of relationships."""
Kind = Literal["CALL", "EVENT", "COMMAND", "BATCH"]


class Message(msgspec.Struct, frozen=True):
    """A call, event, command or batch; `sender` and `receiver` are context names, "" where the map doesn't say.

    `what` is what the sender does (`calls …`, `publishes …`), `details` are technology and guarantees.
    """

    kind: Kind
    sender: str
    receiver: str
    what: Text
    details: Text


def messages(relationship: Relationship) -> Iterator[Message]:
    """The messages of a relationship: calls, then events and commands, then batches, in the order of the text."""
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
    for batch in relationship.batches:
        what, details = _verb("transfers", batch.data), join("; ", (technology, *_batch_details(batch)))
        yield Message("BATCH", batch.publisher, batch.consumer, what if batch.data else text("transfers data"), details)


def stated(relationship: Relationship) -> tuple[Part, ...]:
    """The cells below `STATED`."""
    return (
        words(relationship.doc),
        phrases.deprecation(relationship),
        names(relationship.tags),
        web_link(relationship.link),
    )


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
        yield _idempotent(message.idempotent_by)
    yield phrases.ORDERING[message.ordering]


def _verb(verb: str, references: Iterable[Reference]) -> Text:
    return join(" ", (verb, names(reference.name for reference in references)))


def _call_details(sync: Sync) -> Iterator[Part]:
    if sync.timeout:
        yield f"timeout {words(sync.timeout.text)}"
    if sync.fallback:
        backup = code(sync.fallback.backup.name) if sync.fallback.backup else ""
        why = f"({words(sync.fallback.text)})" if sync.fallback.text else ""
        yield join(" ", ("on failure:", phrases.FALLBACK[sync.fallback.kind], backup, why))
    if sync.retries is not None:
        yield "1 retry" if sync.retries == 1 else f"{sync.retries} retries"
    if sync.is_idempotent:
        yield _idempotent(sync.idempotent_by)
    if sync.has_circuit_breaker:
        yield "circuit breaker"
    if sync.has_bulkhead:
        yield "bulkhead"
    if sync.rate_limit:
        yield f"rate limit {words(sync.rate_limit.text)}"


def _batch_details(batch: Batch) -> Iterator[Part]:
    if batch.every:
        yield f"every {words(batch.every.text)}"
    if batch.by:
        yield f"by {words(batch.by)}"


def _idempotent(keys: Iterable[Reference]) -> Text:
    return join(" by ", ("idempotent", names(key.name for key in keys)))
