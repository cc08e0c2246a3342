"""Which contexts have a contract with who calls them, and which operations stand in it.

The surface is the minimum that the map requires: each relationship says what it needs, and the contract has all of
that. Contracts are made from one landscape: what is to be, if there is such a map, otherwise what has no state.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

import msgspec

from ctxmap.analyses.contracts.composition import passed_on, put_together
from ctxmap.analyses.contracts.technology import is_over_http, is_served_over_http
from ctxmap.analyses.landscapes import Landscape, landscapes
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
    Type,
)
from ctxmap.model.facts import once_per_model

_FIRST_STATES = ("TO_BE", "")
"""The plan counts, or else a map without a state; what is, or any other state, only if there is nothing else."""
_HIDDEN = ("private", "protected")


class Call(msgspec.Struct, frozen=True):
    """Somebody calls the context; `caller` is "" where the map doesn't say who."""

    caller: str
    sync: Sync


class Offered(msgspec.Struct, frozen=True, kw_only=True):
    """An operation that others may call; of overloads, all together.

    `owner` is what it belongs to, None for the context itself. What a call names and nothing declares is offered
    too, with `is_declared` unset: the caller counts on it.
    """

    operation: Operation
    owner: Service | DomainObject | Repository | None = None
    aggregate: Aggregate | None = None
    calls: tuple[Call, ...] = ()
    is_declared: bool = True
    optional: frozenset[str] = frozenset()
    """The parameters that not all overloads take."""


class Offer(msgspec.Struct, frozen=True, eq=False, kw_only=True):
    """What a context offers, in the order of the text: operations, and aggregates whose roots are read by their key."""

    context: BoundedContext
    aggregates: tuple[Aggregate, ...]
    operations: tuple[Offered, ...]


def contract_landscape(model: Model) -> Landscape:
    """The landscape that contracts are made from; landscapes are never combined."""
    states = {each.state: each for each in landscapes(model)}
    return next(states[state] for state in (*_FIRST_STATES, *states) if state in states)


@once_per_model
def call_contracts(model: Model) -> tuple[Offer, ...]:
    """What the contexts offer that have such a contract, in the order of the text.

    Those have one of which a relationship requires something, and BFFs with operations. External and legacy systems,
    and teams, have none: theirs isn't ours to write.
    """
    landscape = contract_landscape(model)
    return tuple(offer for context in landscape.contexts for offer in _offers(model, landscape.relationships, context))


@once_per_model
def http_contracts(model: Model) -> tuple[Offer, ...]:
    """The part of `call_contracts` that is called over HTTP: what relationships with another technology need is out."""
    landscape = contract_landscape(model)
    over_http = tuple(filter(is_over_http, landscape.relationships))
    return tuple(
        offer
        for context in landscape.contexts
        if context.type != "BFF" or _is_bff_over_http(landscape, context)
        for offer in _offers(model, over_http, context)
    )


def declared_operations(model: Model, context: BoundedContext) -> tuple[Offered, ...]:
    """Every operation that a context could offer, whether or not anybody calls it, in the order of the text."""
    merged: dict[str, Offered] = {}
    for each in _operations(model, context):
        name = each.operation.qualified_name
        if each.operation.visibility not in _HIDDEN:
            merged[name] = _overloaded(merged[name], each) if name in merged else each
    return tuple(merged.values())


def _is_bff_over_http(landscape: Landscape, context: BoundedContext) -> bool:
    """A frontend may not be on the map: then the technology of its backend says how that is called."""
    own = context.qualified_name
    upstream = [each for each in landscape.relationships if not each.is_symmetric and each.upstream.context == own]
    if upstream:
        return any(map(is_over_http, upstream))
    return is_served_over_http(context.implementation_technology)


def _offers(model: Model, relationships: Sequence[Relationship], context: BoundedContext) -> Iterator[Offer]:
    own = context.qualified_name
    upstream = [each for each in relationships if any(side.context == own for side in each.sides)]
    calls = [Call(sync.caller, sync) for each in upstream for sync in each.syncs if sync.callee == own]
    is_open = any(_exposes(context, each) for each in upstream)
    if not context.is_ours or not (calls or is_open or context.type == "BFF"):
        return
    operations = declared_operations(model, context)
    required = {name for each in upstream for name in _required(context, operations, each)}
    if context.type == "BFF":
        required |= {each.operation.qualified_name for each in operations if each.owner is None}
    offered = tuple(
        msgspec.structs.replace(each, calls=tuple(call for call in calls if _calls(call, each)))
        for each in operations
        if each.operation.qualified_name in required
    )
    exposed = {name for each in upstream for name in _exposed(context, each)}
    read = exposed | {name for each in offered for name in _roots(each.operation.returns)}
    aggregates = tuple(each for each in context.aggregates if _is_read(each, read))
    everything = (*offered, *_undeclared(context, calls))
    if everything or aggregates:
        yield Offer(context=context, aggregates=aggregates, operations=everything)


def _required(context: BoundedContext, operations: Sequence[Offered], relationship: Relationship) -> Iterator[str]:
    """The operations (qualified names) that a relationship needs of a context."""
    own = context.qualified_name
    named = [each for sync in relationship.syncs if sync.callee == own for each in sync.operations]
    yield from (each.target for each in named if each.target)
    exposed = _exposed(context, relationship)
    for each in operations:
        is_inside = each.aggregate.qualified_name in exposed if each.aggregate else own in exposed
        if is_inside and not isinstance(each.owner, Repository):
            yield each.operation.qualified_name


def _exposed(context: BoundedContext, relationship: Relationship) -> Set[str]:
    """What a relationship exposes as a whole: aggregates; the context itself for services beside them."""
    if not _exposes(context, relationship):
        return set()
    own = {each.qualified_name for each in context.aggregates}
    if relationship.exposed_aggregates:
        return own & {each.target for each in relationship.exposed_aggregates if each.target}
    return {*own, context.qualified_name}


def _exposes(context: BoundedContext, relationship: Relationship) -> bool:
    """Whether aggregates are called as a whole: by a `sync` that names no operations, or nothing says how."""
    own = context.qualified_name
    if any(sync.callee == own and not sync.operations for sync in relationship.syncs):
        return True
    if relationship.is_symmetric or relationship.says_how or relationship.upstream.context != own:
        return False
    return relationship.upstream.has("OHS") or bool(relationship.exposed_aggregates)


def _calls(call: Call, offered: Offered) -> bool:
    named = [each.target for each in call.sync.operations]
    return not named or offered.operation.qualified_name in named


def _roots(used: Type | None) -> Iterator[str]:
    """The types (qualified names) that a type is made of."""
    if used:
        yield used.target or ""
        for argument in used.arguments:
            yield from _roots(argument)


def _is_read(aggregate: Aggregate, read: Set[str]) -> bool:
    root = index.root_of(aggregate)
    return root is not None and (aggregate.qualified_name in read or root.qualified_name in read)


def _overloaded(one: Offered, other: Offered) -> Offered:
    """Two overloads as one operation; a parameter that not both of them take is optional."""
    first, second = ({each.name: each for each in offered.operation.parameters} for offered in (one, other))
    merged = dict(sorted({**second, **first}.items()))
    operation = min((one.operation, other.operation), key=lambda each: (str(each.returns), each.doc))
    return msgspec.structs.replace(
        one,
        operation=msgspec.structs.replace(operation, parameters=tuple(merged.values())),
        optional=one.optional | other.optional | (first.keys() ^ second.keys()),
    )


def _operations(model: Model, context: BoundedContext) -> Iterator[Offered]:
    for operation in context.operations:
        yield Offered(operation=put_together(model, operation))
    if context.type == "BFF" and not context.operations:
        relationships = contract_landscape(model).relationships
        yield from (Offered(operation=operation) for operation in passed_on(model, relationships, context))
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


def _undeclared(context: BoundedContext, calls: Sequence[Call]) -> Iterator[Offered]:
    """What callers name, and the context doesn't declare; each name once."""
    by_name: dict[str, list[Call]] = {}
    for call in calls:
        for reference in call.sync.operations:
            if reference.target is None:
                by_name.setdefault(reference.name, []).append(call)
    for name, called in by_name.items():
        operation = Operation(name=name, qualified_name=f"{context.qualified_name}::{name}")
        yield Offered(operation=operation, calls=tuple(called), is_declared=False)
