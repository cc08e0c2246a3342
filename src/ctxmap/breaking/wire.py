"""What goes over the wire: the address of an operation or message, what is sent, and what comes back.

It is read from the API documents, so that the verdict on a map is the verdict on its documents. An operation without a
document, since it is not called over HTTP, is compared by its signature.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote

import msgspec

from ctxmap.analyses.contracts.calls import http_contracts
from ctxmap.backends._contracts.schemas import Dialect, Schemas
from ctxmap.backends.asyncapi.channels import channels
from ctxmap.backends.asyncapi.protocols import UNKNOWN
from ctxmap.backends.openapi.documents import document
from ctxmap.backends.openapi.endpoints import Endpoints
from ctxmap.breaking.shape import Shape
from ctxmap.configuration import ContractDefaults
from ctxmap.model import index
from ctxmap.model.elements import Aggregate, DomainObject, Enum, Model, Operation

METHODS = frozenset({"get", "put", "post", "delete", "patch", "head", "options", "query"})
_PARAMETER = re.compile(r"\{[^{}]*\}")
_OF_TRANSPORT = frozenset({"idempotency-key", "if-match", "if-none-match"})
"""Headers that follow from guarantees, which rules of their own compare."""
_DIALECT = Dialect(beside_ref=True, always_titled=False, marks_read_only=True)


class Taken(msgspec.Struct, frozen=True, eq=False):
    """Something that a caller sends: a parameter or the body."""

    shape: Shape
    is_required: bool


class Wire(msgspec.Struct, frozen=True, eq=False):
    """An operation on the wire.

    `address` is its method and path (`GET /orders/{}`), "" where it has no document. `taken` is by place and name.
    """

    address: str
    taken: Mapping[str, Taken]
    statuses: tuple[str, ...] = ()
    answer: Shape | None = None


class Address(msgspec.Struct, frozen=True, order=True):
    """Where a message travels: the address of a channel, and its protocol ("" where the map doesn't say)."""

    channel: str
    protocol: str = ""


def operations_on_wire(model: Model, defaults: ContractDefaults) -> Mapping[str, Wire]:
    """The operations in the API documents of a model, by qualified name."""
    found: dict[str, Wire] = {}
    endpoints = Endpoints(model)
    for offer in http_contracts(model):
        described: Mapping[str, Any] = document(model, offer, endpoints, defaults)
        for element, wire in wires(described):
            found.setdefault(element, wire)
    return found


def wires(described: Mapping[str, Any]) -> Iterator[tuple[str, Wire]]:
    """The operations of an OpenAPI document, each with the element that it is made from ("" if it doesn't say)."""
    for path, item in described.get("paths", {}).items():
        for method, operation in item.items():
            if method in METHODS:
                element = str(operation.get("x-ctxmap", {}).get("element", ""))
                yield element, wire_of(described, method, path, operation)


def signature(model: Model, operation: Operation) -> Wire:
    """An operation by what it declares."""
    context = index.context_of(model, operation.qualified_name)
    if not context:
        return Wire("", {})
    schemas = Schemas(model, context, _DIALECT)
    taken = {each.name or each.type.name: schemas.held(each.type) for each in operation.parameters}
    answer = schemas.whole(operation.returns) if operation.returns and operation.returns.name != "void" else None
    components = schemas.components()
    return Wire(
        "",
        {f"parameter {name}": Taken(Shape(schema, components), is_required=True) for name, schema in taken.items()},
        answer=Shape(answer, components) if answer else None,
    )


def shape_of(model: Model, thing: DomainObject | Enum | Aggregate) -> Shape | None:
    """What a message, or the root of an aggregate, looks like; None without a root."""
    context = index.context_of(model, thing.qualified_name)
    root = index.root_of(thing) if isinstance(thing, Aggregate) else thing
    if not context or not root:
        return None
    schemas = Schemas(model, context, _DIALECT)
    schema = schemas.of(root)
    return Shape(schema, schemas.components())


def addresses(model: Model) -> Mapping[tuple[str, str, str], frozenset[Address]]:
    """The addresses of messages by message (its qualified name), sender and receiver."""
    found: dict[tuple[str, str, str], set[Address]] = {}
    for channel in channels(model):
        protocol = "" if channel.protocol is UNKNOWN else channel.protocol.name
        for message in channel.messages:
            for each in message.deliveries:
                name = each.message.qualified_name if each.message else f"{each.owner}::{each.name}"
                place = Address(_PARAMETER.sub("{}", channel.address), protocol)
                found.setdefault((name, each.sender, each.receiver), set()).add(place)
    return {key: frozenset(places) for key, places in found.items()}


def wire_of(described: Mapping[str, Any], method: str, path: str, operation: Mapping[str, Any]) -> Wire:
    """An operation of an OpenAPI document."""
    components = described.get("components", {}).get("schemas", {})
    in_path = [name[1:-1] for name in _PARAMETER.findall(path)]
    taken: dict[str, Taken] = {}
    for each in operation.get("parameters", ()):
        parameter = _resolved(described, each)
        name, where = parameter.get("name", ""), parameter.get("in", "")
        if where == "header" and name.lower() in _OF_TRANSPORT:
            continue
        key = f"{_nth(in_path.index(name))} parameter of the path" if name in in_path else f"{where} parameter {name}"
        schema = parameter.get("schema") or _content(parameter) or {}
        taken[key] = Taken(Shape(schema, components), is_required=bool(parameter.get("required")))
    if body := _resolved(described, operation.get("requestBody", {})):
        taken["body"] = Taken(Shape(_content(body) or {}, components), is_required=bool(body.get("required")))
    successes = {
        status: _resolved(described, each)
        for status, each in operation.get("responses", {}).items()
        if str(status).startswith("2")
    }
    answers = [schema for each in successes.values() if (schema := _content(each)) is not None]
    return Wire(
        f"{method.upper()} {_PARAMETER.sub('{}', path)}",
        taken,
        tuple(map(str, successes)),
        Shape(answers[0], components) if answers else None,
    )


def _nth(number: int) -> str:
    return ("first", "second", "third")[number] if number < 3 else f"{number + 1}th"


def _content(described: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The schema of the first content type."""
    for media in described.get("content", {}).values():
        return media.get("schema", {})
    return None


def _resolved(described: Mapping[str, Any], part: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a reference within the document leads to."""
    reference = str(part.get("$ref", ""))
    if not reference.startswith("#/"):
        return part
    found: Any = described
    for key in reference[2:].split("/"):
        found = found.get(unquote(key).replace("~1", "/").replace("~0", "~"), {})
    return found
