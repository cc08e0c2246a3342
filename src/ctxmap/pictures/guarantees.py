"""The guarantees of calls and messages, as small signs: timeout and fallback, delivery, outbox, idempotence, order."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.drawing.diagram import Guarantee
from ctxmap.model.elements import Async, Relationship, Sync
from ctxmap.pictures.words import Words


def guarantees(words: Words, relationship: Relationship) -> Iterator[Guarantee]:
    """Each sign once, with all that is said of it over the relationship's calls and messages."""
    told: dict[str, dict[str, None]] = {}
    calls = (each for sync in relationship.syncs for each in of_call(words, sync))
    sent = (each for messages in relationship.asyncs for each in of_messages(words, messages))
    for each in (*calls, *sent):
        told.setdefault(each.sign, {})[each.tooltip] = None
    yield from (Guarantee(sign, words.listed(tooltips)) for sign, tooltips in told.items())


def of_call(words: Words, sync: Sync) -> Iterator[Guarantee]:
    """What is said of a call beside its operations."""
    if sync.timeout:
        yield Guarantee("timeout", words.timeout.format(sync.timeout.text))
    if sync.fallback:
        backup = [sync.fallback.backup.name] if sync.fallback.backup else []
        text = words.listed(filter(None, (*backup, sync.fallback.text)))
        yield Guarantee("fallback", words.fallbacks[sync.fallback.kind] + (f" ({text})" if text else ""))
    if sync.has_circuit_breaker:
        yield Guarantee("circuit-breaker", words.circuit_breaker)


def of_messages(words: Words, messages: Async) -> Iterator[Guarantee]:
    """What is said of messages beside what they are."""
    if messages.delivery:
        yield Guarantee(messages.delivery, words.deliveries[messages.delivery])
    if messages.has_outbox:
        yield Guarantee("outbox", words.outbox)
    if messages.is_idempotent:
        by = words.listed(each.name for each in messages.idempotent_by)
        yield Guarantee("idempotent", words.idempotent_by.format(by) if by else words.idempotent)
    if messages.ordering:
        yield Guarantee("ordering", words.orderings[messages.ordering])
