"""What a map promises to callers: the operations that a context declares, as its API document would have them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from ctxmap.analyses.contracts.calls import Offer, declared_operations, http_contracts
from ctxmap.analyses.uses import uses
from ctxmap.backends.openapi.documents import document
from ctxmap.backends.openapi.endpoints import Endpoints
from ctxmap.breaking.wire import METHODS, Wire, wire_of
from ctxmap.drift.observed import Observed
from ctxmap.model import index
from ctxmap.model.elements import BoundedContext, Element, Model, Service


class Promise(msgspec.Struct, frozen=True, eq=False, kw_only=True):
    """An operation as the map has it, or the look-up of a root by its key, which the map implies.

    `is_offered`: others may call it; otherwise it is only declared. `says_address`: its method or path is on the map.
    """

    element: str
    name: str
    operation_id: str
    method: str
    path: str
    wire: Wire
    at: Element
    consumers: tuple[str, ...]
    is_offered: bool
    is_declared: bool = True
    is_look_up: bool = False
    says_address: bool = False

    @property
    def address(self) -> str:
        """`GET /orders/{orderId}`."""
        return f"{self.method.upper()} {self.path}"


def promised(observed: Observed, endpoints: Endpoints, context: BoundedContext) -> Sequence[Promise]:
    """All operations that a context declares or that are called of it, as its document would have them."""
    model = observed.model
    called = next((each for each in http_contracts(model) if each.context is context), None)
    operations = {each.operation.qualified_name: each for each in called.operations} if called else {}
    declared = {each.operation.qualified_name: each for each in declared_operations(model, context)}
    everything = {**operations, **{name: each for name, each in declared.items() if name not in operations}}
    aggregates = called.aggregates if called else ()
    offer = Offer(context=context, aggregates=aggregates, operations=tuple(everything.values()))
    described: Mapping[str, Any] = document(model, offer, endpoints, observed.defaults)
    consumers = _consumers(model, context)
    callers = tuple(dict.fromkeys(name for several in consumers.values() for name in several))
    found: list[Promise] = []
    for path, item in described.get("paths", {}).items():
        for method, operation in item.items():
            if method not in METHODS:
                continue
            element = str(operation.get("x-ctxmap", {}).get("element", ""))
            known = everything.get(element)
            service = known.owner if known and isinstance(known.owner, Service) else None
            thing = index.operations(model).get(element) or index.types(model).get(element) or context
            found.append(
                Promise(
                    element=element,
                    name=known.operation.name if known else f"{method.upper()} {path}",
                    operation_id=str(operation.get("operationId", "")),
                    method=method,
                    path=path,
                    wire=wire_of(described, method, path, operation),
                    at=thing if known is None or known.is_declared else _named(model, context, known.operation.name),
                    consumers=consumers.get(element, ()) if known is None or element in operations else (),
                    is_offered=known is None or element in operations,
                    is_declared=known is None or known.is_declared,
                    is_look_up=known is None,
                    says_address=bool(
                        known and (known.operation.path or known.operation.http_method or (service and service.path))
                    ),
                )
            )
    return [
        msgspec.structs.replace(
            each, consumers=each.consumers or _callers(operations, each) or (callers if each.is_look_up else ())
        )
        for each in found
    ]


def _callers(operations: Mapping[str, Any], promise: Promise) -> tuple[str, ...]:
    """Who calls what nobody declares, or an operation of the whole context."""
    known = operations.get(promise.element)
    return tuple(dict.fromkeys(call.caller for call in known.calls)) if known else ()


def _consumers(model: Model, context: BoundedContext) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for use in uses(model):
        if use.provider == context.qualified_name:
            found.setdefault(use.element, []).append(use.consumer)
            aggregate = index.aggregates(model).get(use.element)
            root = index.root_of(aggregate) if aggregate else None
            if root:
                found.setdefault(root.qualified_name, []).append(use.consumer)
    return {element: tuple(dict.fromkeys(names)) for element, names in found.items()}


def _named(model: Model, context: BoundedContext, name: str) -> Element:
    """Where a call names an operation that nobody declares."""
    references = (
        reference
        for relationship in model.relationships
        for sync in relationship.syncs
        if sync.callee == context.qualified_name
        for reference in sync.operations
        if reference.target is None and reference.name == name
    )
    return next(references, context)
