"""Which contexts have a contract with who calls them, and which operations stand in it."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from ctxmap.analyses.contracts.composition import passed_on, put_together
from ctxmap.model import index
from ctxmap.model.elements import (
    Aggregate,
    BoundedContext,
    Container,
    DomainObject,
    Model,
    Operation,
    Relationship,
    Repository,
    Service,
    Sync,
)
from ctxmap.model.facts import once_per_model

_NOT_OURS_TO_DESCRIBE = ("EXTERNAL", "TEAM")
_HIDDEN = ("private", "protected")


class Call(msgspec.Struct, frozen=True):
    """Somebody calls the context; `caller` is "" where the map doesn't say who."""

    caller: str
    sync: Sync


class Offered(msgspec.Struct, frozen=True, kw_only=True):
    """An operation that others may call.

    `owner` is what it belongs to, None for the context itself. What a call names and nothing declares is offered
    too, with `is_declared` unset: the caller counts on it.
    """

    operation: Operation
    owner: Service | DomainObject | Repository | None = None
    aggregate: Aggregate | None = None
    calls: tuple[Call, ...] = ()
    is_declared: bool = True


class Offer(msgspec.Struct, frozen=True, eq=False, kw_only=True):
    """What a context offers: aggregates that are exposed as a whole, and operations, in the order of the text."""

    context: BoundedContext
    aggregates: tuple[Aggregate, ...]
    operations: tuple[Offered, ...]


@once_per_model
def call_contracts(model: Model) -> tuple[Offer, ...]:
    """What the contexts offer that have such a contract, in the order of the text.

    Those have one whom somebody calls; who is upstream with an open host or exposed aggregates where nothing is said of
    communication; and every BFF. External systems and teams have none: theirs isn't ours to write.
    """
    return tuple(offer for context in model.contexts for offer in _offers(model, context))


def _offers(model: Model, context: BoundedContext) -> Iterator[Offer]:
    relationships = index.relationships_of(model, context)
    calls = tuple(_calls(context, relationships))
    is_open = any(_is_open(context, relationship) for relationship in relationships)
    if context.type not in _NOT_OURS_TO_DESCRIBE and (calls or is_open or context.type == "BFF"):
        yield _offer(model, context, calls)


def _calls(context: BoundedContext, relationships: tuple[Relationship, ...]) -> Iterator[Call]:
    for relationship in relationships:
        for sync in relationship.syncs:
            if sync.callee == context.qualified_name:
                yield Call(sync.caller, sync)


def _is_open(context: BoundedContext, relationship: Relationship) -> bool:
    """Whether the context is upstream, and the map leaves open how the other side gets at what it exposes."""
    if relationship.is_symmetric or relationship.says_how or relationship.upstream.context != context.qualified_name:
        return False
    return relationship.upstream.has("OHS") or bool(relationship.exposed_aggregates)


def _offer(model: Model, context: BoundedContext, calls: tuple[Call, ...]) -> Offer:
    named = _exposed_by_name(model, context)
    exposed = tuple(each for each in context.aggregates if not named or each.qualified_name in named)
    operations = [
        msgspec.structs.replace(each, calls=called)
        for each in _operations(model, context)
        if (called := _calls_of(each.operation, calls)) or _is_exposed(each, named)
    ]
    return Offer(context=context, aggregates=exposed, operations=(*operations, *_undeclared(context, calls)))


def _exposed_by_name(model: Model, context: BoundedContext) -> frozenset[str]:
    own = {each.qualified_name for each in context.aggregates}
    relationships = index.relationships_of(model, context)
    return frozenset(e.target for each in relationships for e in each.exposed_aggregates if e.target in own)


def _is_exposed(offered: Offered, named: frozenset[str]) -> bool:
    """Where no aggregate is exposed by name, all are, and so are services beside them; a BFF's own word always is."""
    if offered.operation.visibility in _HIDDEN:
        return False
    if offered.aggregate:
        return not named or offered.aggregate.qualified_name in named
    return not named or offered.owner is None


def _calls_of(operation: Operation, calls: tuple[Call, ...]) -> tuple[Call, ...]:
    name = operation.qualified_name
    return tuple(call for call in calls if any(each.target == name for each in call.sync.operations))


def _operations(model: Model, context: BoundedContext) -> Iterator[Offered]:
    for operation in context.operations:
        yield Offered(operation=put_together(model, operation))
    if context.type == "BFF" and not context.operations:
        yield from (Offered(operation=operation) for operation in passed_on(model, context))
    for part in context.parts:
        yield from _aggregate(part) if isinstance(part, Aggregate) else _services(part)


def _aggregate(aggregate: Aggregate) -> Iterator[Offered]:
    roots = aggregate.roots or tuple(root for root in (index.root_of(aggregate),) if root)
    repositories = [each.repository for each in aggregate.objects if each.repository]
    for owner in (*aggregate.services, *roots, *repositories):
        yield from (Offered(operation=each, owner=owner, aggregate=aggregate) for each in owner.operations)


def _services(part: Container) -> Iterator[Offered]:
    for service in part.services:
        yield from (Offered(operation=each, owner=service) for each in service.operations)


def _undeclared(context: BoundedContext, calls: tuple[Call, ...]) -> Iterator[Offered]:
    """What callers name, and the context doesn't declare; each name once."""
    by_name: dict[str, list[Call]] = {}
    for call in calls:
        for reference in call.sync.operations:
            if reference.target is None:
                by_name.setdefault(reference.name, []).append(call)
    for name, called in by_name.items():
        operation = Operation(name=name, qualified_name=f"{context.qualified_name}::{name}")
        yield Offered(operation=operation, calls=tuple(called), is_declared=False)
