"""What a document says of an operation in words, and in `x-ctxmap`."""

from __future__ import annotations

from typing import Any

from ctxmap.analyses.contracts.calls import Call, Offered
from ctxmap.analyses.english import POSSIBLE_VERBS
from ctxmap.backends._contracts.emissions import events_by_operation
from ctxmap.backends._contracts.lifecycle import shown
from ctxmap.backends._contracts.names import sentence, spoken, spoken_plural
from ctxmap.backends._contracts.prose import ended, listed, prose
from ctxmap.backends._contracts.schema import trimmed
from ctxmap.model.elements import Model


def summary(offered: Offered) -> str:
    """What the operation does: its name as words; a verb alone is told of the aggregate: `Authorize a payment`."""
    operation, aggregate = offered.operation, offered.aggregate
    if operation.display_name:
        return operation.display_name
    words = sentence(operation.name)
    if not aggregate or " " in words or not operation.name.isascii():
        return words
    if operation.name.lower() not in POSSIBLE_VERBS:
        return f"{words} ({spoken(aggregate.title)})"
    is_list = operation.returns is not None and bool(operation.returns.arguments)
    thing = spoken(aggregate.title)
    article = "an" if thing[:1].lower() in "aeiou" else "a"
    return f"{words} {spoken_plural(aggregate.title)}" if is_list else f"{words} {article} {thing}"


def description(offered: Offered) -> str:
    """What the map says of the operation, what it composes, and what becomes of the aggregate."""
    operation = offered.operation
    if not offered.is_declared:
        callers = listed(sorted({call.caller or "Somebody" for call in offered.calls}))
        return f"{callers} counts on this operation; the map doesn't declare it, so that all but its name is left open."
    composes = [f"`{each.target or each.name}`" for each in operation.composes]
    return prose(
        ended(operation.doc),
        f"It composes {listed(composes)}." if composes else "",
        _life(offered),
        "" if operation.doc or composes else f"Calls `{operation.name}`{_where(offered)}.",
        f"It is to be removed on {operation.removal}." if operation.removal else "",
    )


def idempotency(offered: Offered, *, is_needed: bool) -> str:
    """What is said of the idempotency key, and of the callers that send it."""
    said = (
        "Tells a repeated call from a new one: a repeat with the same key and the same request gets the first answer."
    )
    callers = listed(_repeating(offered)) if _repeating(offered) else ""
    sent = f" {callers} sends it, because a call that has failed is repeated." if callers else ""
    return f"{said}{'' if is_needed else ' It may be left out.'}{sent}"


def operation_facts(model: Model, offered: Offered) -> dict[str, Any]:
    """What the map knows of the operation, for `x-ctxmap`."""
    operation = offered.operation
    return trimmed(
        {
            "kind": "query" if operation.access == "READ_ONLY" else "operation",
            "element": operation.qualified_name,
            "declared": None if offered.is_declared else False,
            "state": shown(operation.transition) if operation.transition else "",
            "emits": list(events_by_operation(model).get(operation.qualified_name, ())),
            "composes": [each.target or each.name for each in operation.composes],
            "callers": [_call(call) for call in offered.calls],
            "idempotencyKey": _repeating(offered),
            "removal": operation.removal,
        }
    )


def _repeating(offered: Offered) -> list[str]:
    """The callers that may send one call twice."""
    found = (call.caller for call in offered.calls if _repeats(call))
    return list(dict.fromkeys(filter(None, found))) if offered.operation.access != "READ_ONLY" else []


def _repeats(call: Call) -> bool:
    sync = call.sync
    is_tried_again = sync.fallback is not None and sync.fallback.kind == "RETRY_ASYNC"
    return is_tried_again or bool(sync.retries) or sync.is_idempotent or bool(sync.idempotent_by)


def _life(offered: Offered) -> str:
    transition = offered.operation.transition
    if not transition or not offered.aggregate:
        return ""
    about = spoken(offered.aggregate.title)
    after = " or ".join(f"`{each}`" for each in transition.targets)
    before = " or ".join(f"`{each}`" for each in transition.sources)
    states = [f"{before} before" if before else "", f"{after} afterwards" if after else ""]
    return f"The {about} is {' and '.join(filter(None, states))}." if any(states) else ""


def _where(offered: Offered) -> str:
    owner = offered.owner.title if offered.owner else ""
    return f" of {owner}" if owner else ""


def _call(call: Call) -> dict[str, Any]:
    sync = call.sync
    return trimmed(
        {
            "context": call.caller,
            "timeout": sync.timeout.text if sync.timeout else "",
            "fallback": sync.fallback.kind if sync.fallback else "",
            "circuitBreaker": sync.has_circuit_breaker or None,
        }
    )
