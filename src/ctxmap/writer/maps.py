"""Context maps, relationships, and what these say of communication."""

from __future__ import annotations

from collections.abc import Sequence

from ctxmap.model.elements import (
    Async,
    Batch,
    ContextMap,
    Fallback,
    Reference,
    Relationship,
    Side,
    Sync,
)
from ctxmap.writer.words import (
    clauses,
    common,
    declaration,
    flag,
    in_order,
    name,
    name_setting,
    quoted,
    refs,
    refs_setting,
    text_setting,
    written,
)


@written.register
def context_map(thing: ContextMap) -> str:
    body = [
        name_setting("type", thing.type),
        name_setting("state", thing.state),
        *common(thing),
        refs_setting("contains", thing.contains),
        *map(relationship, thing.relationships),
    ]
    head = clauses("ContextMap", name(thing.name) if thing.name else "")
    return declaration(head, body, thing.doc, needs_body=True)


@written.register
def relationship(thing: Relationship) -> str:
    arrow = _arrow(thing)
    left, right = _roles(thing.upstream), _roles(thing.downstream)
    if arrow == "<->" and left and not right:
        right = "[]"  # or the brackets of the next relationship would be read as these
    head = clauses(
        name(thing.upstream.context),
        left,
        arrow,
        right,
        name(thing.downstream.context),
        f": {name(thing.name)}" if thing.name else "",
    )
    body = [
        text_setting("implementationTechnology", thing.implementation_technology),
        refs_setting("exposedAggregates", thing.exposed_aggregates),
        name_setting("downstreamRights", thing.downstream_rights),
        *common(thing),
        *(_block(thing, each) for each in in_order(thing.syncs, thing.asyncs, thing.batches)),
    ]
    return declaration(head, body, thing.doc)


def _arrow(thing: Relationship) -> str:
    """The arrow that means this kind, given the brackets."""
    roles = {role.kind for side in thing.sides for role in side.roles}
    match thing.kind:
        case "PARTNERSHIP":
            return "<->" if "P" in roles else "Partnership"
        case "SHARED_KERNEL":
            return "Shared-Kernel" if "P" in roles else "<->"
        case "CUSTOMER_SUPPLIER":
            return "->" if roles & {"S", "C"} else "Supplier-Customer"
        case "UPSTREAM_DOWNSTREAM":
            return "Upstream-Downstream" if roles & {"S", "C"} else "->"


def _roles(side: Side) -> str:
    return f"[{','.join(role.kind for role in side.roles)}]" if side.roles else ""


# ---- Communication --------------------------------------------------------------------------------------------------


def _block(thing: Relationship, each: Sync | Async | Batch) -> str:
    match each:
        case Sync():
            return _sync(thing, each)
        case Async():
            return _async(thing, each)
        case Batch():
            return _batch(thing, each)


def _sync(thing: Relationship, each: Sync) -> str:
    usual = "" if thing.is_symmetric else thing.downstream.context
    body = [
        refs_setting("operations", each.operations),
        name_setting("caller", "" if each.caller == usual else each.caller),
        text_setting("timeout", each.timeout.text if each.timeout else ""),
        _fallback(each.fallback) if each.fallback else "",
        f"retries = {each.retries}" if each.retries is not None else "",
        text_setting("rateLimit", each.rate_limit.text if each.rate_limit else ""),
        flag("circuitBreaker", is_set=each.has_circuit_breaker),
        flag("bulkhead", is_set=each.has_bulkhead),
        _idempotence(each.idempotent_by, is_set=each.is_idempotent),
    ]
    return declaration("sync", body)


def _async(thing: Relationship, each: Async) -> str:
    up, down = ("", "") if thing.is_symmetric else (thing.upstream.context, thing.downstream.context)
    is_usual = (each.publisher, each.command_sender) == (up, down)
    body = [
        refs_setting("events", each.events),
        refs_setting("commands", each.commands),
        name_setting("publisher", "" if is_usual else each.publisher),
        text_setting("topic", each.topic),
        name_setting("delivery", each.delivery),
        name_setting("ordering", each.ordering),
        flag("outbox", is_set=each.has_outbox),
        _idempotence(each.idempotent_by, is_set=each.is_idempotent),
    ]
    return declaration("async", body)


def _batch(thing: Relationship, each: Batch) -> str:
    usual = "" if thing.is_symmetric else thing.upstream.context
    body = [
        refs_setting("data", each.data),
        name_setting("publisher", "" if each.publisher == usual else each.publisher),
        text_setting("every", each.every.text if each.every else ""),
        text_setting("by", each.by),
    ]
    return declaration("batch", body)


def _fallback(each: Fallback) -> str:
    return clauses(
        f"fallback = {each.kind}",
        name(each.backup.name) if each.backup else "",
        quoted(each.text) if each.text else "",
    )


def _idempotence(keys: Sequence[Reference], *, is_set: bool) -> str:
    return f"idempotent by {refs(keys)}" if keys else flag("idempotent", is_set=is_set)
