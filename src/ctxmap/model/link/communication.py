"""What a relationship says of communication: who calls whom, who sends what to whom, at once or in bulk.

What an operation, event or command means is looked up in the context that has to offer it, and left open where it
isn't there: rules of their own say so. The names of contexts are kept as they are written, even where they are no
party of the relationship, for the same reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

import msgspec

from ctxmap.model.elements import Async, Batch, Fallback, Reference, Sync
from ctxmap.model.link.body import Body, text_of
from ctxmap.model.link.kinds import BULK_DATA, COMMAND, CONTEXT, EVENT, OPERATION
from ctxmap.model.link.measures import duration_of, interval_of, number_of, rate_of
from ctxmap.model.link.resolver import Resolver
from ctxmap.model.link.scope import Kinds, Scope
from ctxmap.syntax.tree import Declaration, Name, Text
from ctxmap.vocabulary import DELIVERIES, FALLBACK_KINDS, ORDERINGS, FallbackKind


class Parties(msgspec.Struct, frozen=True):
    """The contexts of a relationship (the left one is upstream where they are equal), and what is exposed."""

    upstream: str
    downstream: str
    are_equal: bool
    exposed: tuple[Reference, ...]

    @property
    def downstream_first(self) -> tuple[str, str]:
        """Who begins if nothing else is said, where downstream does: nobody knows where the parties are equal."""
        return ("", "") if self.are_equal else (self.downstream, self.upstream)

    @property
    def upstream_first(self) -> tuple[str, str]:
        """Likewise, where upstream does."""
        return ("", "") if self.are_equal else (self.upstream, self.downstream)

    def ends(self, first: str, otherwise: tuple[str, str]) -> tuple[str, str]:
        """Who begins and who is at the other end; that is unknown if who begins is no party."""
        if not first:
            return otherwise
        others = {self.upstream: self.downstream, self.downstream: self.upstream}
        return first, others.get(first, "")


def syncs_of(resolver: Resolver, body: Body, parties: Parties) -> tuple[Sync, ...]:
    """The `sync` blocks of a relationship; if nothing else is said, downstream calls upstream."""
    return tuple([_sync(resolver, each, parties) for each in body.declarations("sync")])


def asyncs_of(resolver: Resolver, body: Body, parties: Parties) -> tuple[Async, ...]:
    """The `async` blocks of a relationship; if nothing else is said, upstream sends events and downstream commands."""
    return tuple([_async(resolver, each, parties) for each in body.declarations("async")])


def batches_of(resolver: Resolver, body: Body, parties: Parties) -> tuple[Batch, ...]:
    """The `batch` blocks of a relationship; if nothing else is said, upstream is the publisher."""
    return tuple([_batch(resolver, each, parties) for each in body.declarations("batch")])


def _sync(resolver: Resolver, node: Declaration, parties: Parties) -> Sync:
    body = Body(resolver, node.members)
    caller, callee = parties.ends(_context(resolver, body, "caller"), otherwise=parties.downstream_first)
    return Sync(
        at=resolver.span(node.keyword),
        places=body.places,
        caller=caller,
        callee=callee,
        operations=_declared_by(resolver, body, "operations", OPERATION, _scopes(resolver, callee, parties)),
        timeout=duration_of(resolver, body, "timeout"),
        fallback=_fallback(resolver, body),
        retries=number_of(body, "retries"),
        is_idempotent=body.flag("idempotent"),
        idempotent_by=_attributes(resolver, body),
        has_circuit_breaker=body.flag("circuitBreaker"),
        has_bulkhead=body.flag("bulkhead"),
        rate_limit=rate_of(resolver, body, "rateLimit"),
    )


def _async(resolver: Resolver, node: Declaration, parties: Parties) -> Async:
    body = Body(resolver, node.members)
    first = _context(resolver, body, "publisher")
    publisher, consumer = parties.ends(first, otherwise=parties.upstream_first)
    sender, receiver = parties.ends(first, otherwise=parties.downstream_first)
    return Async(
        at=resolver.span(node.keyword),
        places=body.places,
        publisher=publisher,
        consumer=consumer,
        command_sender=sender,
        command_receiver=receiver,
        events=_declared_by(resolver, body, "events", EVENT, _scopes(resolver, publisher, parties)),
        commands=_declared_by(resolver, body, "commands", COMMAND, _scopes(resolver, receiver, parties)),
        topic=body.text("topic"),
        delivery=body.choice("delivery", DELIVERIES),
        has_outbox=body.flag("outbox"),
        is_idempotent=body.flag("idempotent"),
        idempotent_by=_attributes(resolver, body),
        ordering=body.choice("ordering", ORDERINGS),
    )


def _batch(resolver: Resolver, node: Declaration, parties: Parties) -> Batch:
    body = Body(resolver, node.members)
    first = _context(resolver, body, "publisher")
    publisher, consumer = parties.ends(first, otherwise=parties.upstream_first)
    return Batch(
        at=resolver.span(node.keyword),
        places=body.places,
        publisher=publisher,
        consumer=consumer,
        data=_bulk_data(resolver, body, publisher, list(_scopes(resolver, publisher, parties))),
        every=interval_of(resolver, body, "every"),
        by=body.text("by"),
    )


def _bulk_data(resolver: Resolver, body: Body, publisher: str, scopes: Sequence[Scope]) -> tuple[Reference, ...]:
    """What is transferred. Of a publisher that declares nothing of the kind, the map doesn't say."""
    found = _declared_by(resolver, body, "data", BULK_DATA, scopes)
    says = any(True for scope in scopes for _ in scope.of_kind(BULK_DATA))
    for each in found if says else ():
        if each.target is None:
            owner = f'"{publisher}"' if publisher else "neither context"
            resolver.report(
                "unknown-reference",
                each.at,
                f'{owner} declares {"no" if publisher else "an"} {BULK_DATA.label} "{each.name}"',
                hint="name what the publisher declares",
            )
    return tuple(each for each in found if each.target or not says)


def _context(resolver: Resolver, body: Body, key: str) -> str:
    """A context's qualified name, or the word as it is written if it is none; "" without the attribute."""
    name = body.value(key)
    return (resolver.seek(name, CONTEXT) or name.text) if isinstance(name, Name) else ""


def _scopes(resolver: Resolver, context: str, parties: Parties) -> Iterator[Scope]:
    """Where to look up what a context has to offer: what it exposes, itself; both parties if it isn't said which."""
    for name in (context,) if context else (parties.upstream, parties.downstream):
        exposed = (each.target for each in parties.exposed if each.target and each.target.startswith(f"{name}::"))
        for each in (*exposed, name):
            if each in resolver.names.inside:
                yield resolver.names.inside[each]


def _declared_by(
    resolver: Resolver, body: Body, key: str, kinds: Kinds, scopes: Iterable[Scope]
) -> tuple[Reference, ...]:
    names = [value for value in body.values(key) if isinstance(value, Name)]
    known = list(scopes)
    return tuple(resolver.refer_within(name, kinds, known) for name in names)


def _fallback(resolver: Resolver, body: Body) -> Fallback | None:
    kind: Literal["", FallbackKind] = body.choice("fallback", FALLBACK_KINDS)
    if not kind:
        return None
    rest = body.values("fallback")[1:]
    backup = next((value for value in rest if isinstance(value, Name)), None)
    text = next((value for value in rest if isinstance(value, Text)), None)
    return Fallback(at=body.places["fallback"], kind=kind, backup=resolver.refer(backup, CONTEXT), text=text_of(text))


def _attributes(resolver: Resolver, body: Body) -> tuple[Reference, ...]:
    names = [value for value in body.values("idempotent") if isinstance(value, Name)]
    return tuple(Reference(at=resolver.span(name), name=name.text, target=None) for name in names)
