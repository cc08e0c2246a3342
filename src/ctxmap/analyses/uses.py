"""What consumers count on: the operations that they call, the messages that they receive or send, what is exposed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from ctxmap.model import index
from ctxmap.model.elements import Aggregate, Async, Batch, BoundedContext, Model, Reference, Relationship, Sync

Kind = Literal["OPERATION", "AGGREGATE", "EVENT", "COMMAND", "DATA"]


class Use(msgspec.Struct, frozen=True, kw_only=True):
    """A consumer uses something of a provider; both are names of contexts.

    `target` is its qualified name, "" where the provider doesn't declare it. `terms` say how, unless the map is silent.
    """

    consumer: str
    provider: str
    kind: Kind
    name: str
    target: str
    terms: Sync | Async | Batch | None = None

    @property
    def element(self) -> str:
        """The qualified name of what is used, declared or not."""
        return self.target or f"{self.provider}::{self.name}"


def uses(model: Model) -> tuple[Use, ...]:
    """All uses over the relationships of a model, in the order of the text."""
    found = (use for relationship in model.relationships for use in _uses(model, relationship))
    return tuple(use for use in found if use.consumer and use.provider and use.consumer != use.provider)


def _uses(model: Model, relationship: Relationship) -> Iterator[Use]:
    for sync in relationship.syncs:
        named = _named(sync.operations, "OPERATION") or _exposed(model, relationship, sync.callee, or_all=True)
        yield from _of(sync.caller, sync.callee, named, sync)
    for terms in relationship.asyncs:
        yield from _of(terms.consumer, terms.publisher, _named(terms.events, "EVENT"), terms)
        yield from _of(terms.command_sender, terms.command_receiver, _named(terms.commands, "COMMAND"), terms)
    for batch in relationship.batches:
        yield from _of(batch.consumer, batch.publisher, _named(batch.data, "DATA"), batch)
    if not relationship.says_how and not relationship.is_symmetric:
        upstream, downstream = (side.context for side in relationship.sides)
        yield from _of(downstream, upstream, _exposed(model, relationship, upstream), None)


_Found = tuple[Kind, str, str]


def _of(consumer: str, provider: str, used: Iterable[_Found], terms: Sync | Async | Batch | None) -> Iterator[Use]:
    for kind, name, target in used:
        yield Use(consumer=consumer, provider=provider, kind=kind, name=name, target=target, terms=terms)


def _named(references: Iterable[Reference], kind: Kind) -> list[_Found]:
    return [(kind, each.name.rpartition("::")[2].rpartition(".")[2], each.target or "") for each in references]


def _exposed(model: Model, relationship: Relationship, provider: str, *, or_all: bool = False) -> list[_Found]:
    """The aggregates that are exposed, and their operations; where none is named, with `or_all`, the whole context."""
    context = index.contexts(model).get(provider)
    named = {each.target for each in relationship.exposed_aggregates}
    aggregates = [each for each in context.aggregates if each.qualified_name in named] if context else []
    if context and or_all and not named:
        return [*_operations_of(context), *(found for each in context.aggregates for found in _of_aggregate(each))]
    return [found for each in aggregates for found in _of_aggregate(each)]


def _operations_of(context: BoundedContext) -> Iterator[_Found]:
    services = (
        operation
        for part in context.parts
        if not isinstance(part, Aggregate)
        for s in part.services
        for operation in s.operations
    )
    for operation in (*context.operations, *services):
        yield "OPERATION", operation.name, operation.qualified_name


def _of_aggregate(aggregate: Aggregate) -> Iterator[_Found]:
    """An aggregate and what can be called of it from outside: repositories are its own affair."""
    yield "AGGREGATE", aggregate.name, aggregate.qualified_name
    services = [operation for service in aggregate.services for operation in service.operations]
    roots = [operation for root in aggregate.roots for operation in root.operations]
    for operation in (*services, *roots):
        if operation.visibility not in ("private", "protected"):
            yield "OPERATION", operation.name, operation.qualified_name
