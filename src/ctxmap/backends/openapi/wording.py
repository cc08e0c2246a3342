"""What a document says of an operation in words, and in `x-ctxmap`."""

from __future__ import annotations

from typing import Any

from ctxmap.analyses.contracts.calls import Call, Offered
from ctxmap.backends._contracts.emissions import events_by_operation
from ctxmap.backends._contracts.lifecycle import shown
from ctxmap.backends._contracts.names import sentence
from ctxmap.backends._contracts.prose import first_sentence, listed, prose
from ctxmap.backends._contracts.schema import trimmed
from ctxmap.model.elements import Model, Operation


def summary(operation: Operation) -> str:
    """A line: what the map says of the operation, or its name as words."""
    return first_sentence(operation.doc) or operation.display_name or sentence(operation.name)


def description(offered: Offered) -> str:
    """What the map says of the operation, how it declares it, and what it composes."""
    operation = offered.operation
    if not offered.is_declared:
        callers = listed(sorted({call.caller or "Somebody" for call in offered.calls}))
        return f"{callers} counts on this operation; the map doesn't declare it, so that all but its name is left open."
    composes = [f"`{each.target or each.name}`" for each in operation.composes]
    return prose(
        "" if prose(operation.doc) == summary(operation) else operation.doc,
        f"Composes {listed(composes)}." if composes else "",
        f"`{signature(operation)}`",
    )


def signature(operation: Operation) -> str:
    """The operation as CML declares it: `Payment authorize (OrderId orderId, Money amount) throws PaymentDeclined`."""
    parameters = ", ".join(f"{each.type} {each.name}".strip() for each in operation.parameters)
    throws = f" throws {', '.join(operation.throws)}" if operation.throws else ""
    returns = "" if operation.composes and not operation.returns else f"{operation.returns or 'void'} "
    return f"{returns}{operation.name} ({parameters}){throws}"


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
        }
    )


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
