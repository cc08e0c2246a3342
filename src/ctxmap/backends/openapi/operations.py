"""One operation of the map as an operation of the document: what it takes, what it gives, what can go wrong."""

from __future__ import annotations

from ctxmap.analyses.contracts.calls import Call, Offered
from ctxmap.analyses.contracts.composition import composed
from ctxmap.backends._contracts.identity import aggregates_by_root, members
from ctxmap.backends._contracts.names import pascal, segment, spoken, spoken_plural
from ctxmap.backends._contracts.primitives import ARRAYS, NOTHING, PAGES, simple
from ctxmap.backends._contracts.schema import Schema
from ctxmap.backends._contracts.schemas import Schemas, anything
from ctxmap.backends.openapi.arguments import JSON, Arguments
from ctxmap.backends.openapi.document import Header, Parameter, Response
from ctxmap.backends.openapi.document import Operation as Described
from ctxmap.backends.openapi.endpoints import Endpoint
from ctxmap.backends.openapi.paths import parameters
from ctxmap.backends.openapi.problems import Problems
from ctxmap.backends.openapi.wording import description, idempotency, operation_facts, summary
from ctxmap.configuration import ContractDefaults
from ctxmap.model import index
from ctxmap.model.elements import Aggregate, DomainObject, Model, Operation, Type

_PAGING = ("page", "size", "limit", "offset", "cursor")
_VERSIONS = ("version", "版本")
_LIMIT: Parameter = {
    "name": "limit",
    "in": "query",
    "required": False,
    "description": "How many items the answer holds at most.",
    "schema": {"type": "integer", "format": "int32", "minimum": 1},
    "example": 20,
}
_CURSOR: Parameter = {
    "name": "cursor",
    "in": "query",
    "required": False,
    "description": "The `next` of the answer before; left out, the first items are meant.",
    "schema": {"type": "string"},
    "example": "cursor-2",
}
_IF_MATCH: Parameter = {
    "name": "If-Match",
    "in": "header",
    "required": False,
    "description": "The `ETag` that the caller has seen. It may be left out; then any version will do.",
    "schema": {"type": "string"},
    "example": '"1"',
}


class Operations:
    """Describes the operations of one document."""

    def __init__(
        self, model: Model, schemas: Schemas, problems: Problems, arguments: Arguments, defaults: ContractDefaults
    ) -> None:
        self._model = model
        self._schemas = schemas
        self._problems = problems
        self._arguments = arguments
        self._defaults = defaults

    def described(self, offered: Offered, endpoint: Endpoint, tag: str) -> Described:
        """An operation at its place."""
        operation = offered.operation
        described: Described = {
            "operationId": endpoint.operation_id,
            "tags": [tag],
            "summary": summary(offered),
            "description": description(offered),
            "x-ctxmap": operation_facts(self._model, offered),
        }
        if operation.is_deprecated:
            described["deprecated"] = True
        if sent := self._sent(offered, endpoint):
            described["parameters"] = sent
        if body := self._arguments.body(offered, endpoint):
            described["requestBody"] = body
        described["responses"] = {
            **self._success(offered, endpoint),
            **self._problems.of(operation.throws, self._standard_problems(offered, endpoint)),
        }
        return described

    def look_up(self, aggregate: Aggregate, root: DomainObject, path: str, operation_id: str, tag: str) -> Described:
        """Reading one root by its key, which every repository can (Evans, ch. 6)."""
        success: Response = {"description": f"The {spoken(root.title)}."}
        if self._is_versioned(root):
            success["headers"] = {"ETag": _etag(root)}
        success["content"] = {JSON: {"schema": self._schemas.of(root)}}
        standard = self._guarded("400", "404", "default")
        return {
            "operationId": operation_id,
            "tags": [tag],
            "summary": f"Read one {spoken(root.title)}",
            "description": f"Looks a {spoken(root.title)} up by its identity.",
            "x-ctxmap": {"kind": "query", "element": root.qualified_name},
            "parameters": [self._arguments.key_in_path(aggregate, name) for name in parameters(path)],
            "responses": {"200": success, **self._problems.of((), standard)},
        }

    def _sent(self, offered: Offered, endpoint: Endpoint) -> list[Parameter]:
        sent = [*self._arguments.in_path(offered, endpoint), *self._arguments.in_query(offered, endpoint)]
        if self._page_of(offered) and not {each.name for each in offered.operation.parameters} & {*_PAGING}:
            sent += [_LIMIT, _CURSOR]
        if _takes_key(endpoint):
            is_needed = self._defaults.idempotency_key == "required"
            sent.append(
                {
                    "name": "Idempotency-Key",
                    "in": "header",
                    "required": is_needed,
                    "description": idempotency(offered, is_needed=is_needed),
                    "schema": {"type": "string", "minLength": 1, "maxLength": 255},
                    "example": "8e03978e-40d5-43dd-bc93-6894a57f9324",
                }
            )
        if self._is_guarded(offered, endpoint):
            sent.append(_IF_MATCH)
        return sent

    def _success(self, offered: Offered, endpoint: Endpoint) -> dict[str, Response]:
        schema = self._answer(offered)
        answer: Response = {"description": self._answered(offered, schema, endpoint)}
        headers: dict[str, Header] = {}
        root = index.root_of(offered.aggregate) if offered.aggregate else None
        if endpoint.creates and root:
            headers["Location"] = {
                "description": f"Where the new {spoken(root.title)} is found.",
                "required": True,
                "schema": {"type": "string", "format": "uri-reference"},
                "example": f"{endpoint.path}/{segment(root.name)}-1",
            }
        if (returned := self._returned_root(offered.operation)) and self._is_versioned(returned):
            headers["ETag"] = _etag(returned)
        if headers:
            answer["headers"] = headers
        if schema:
            answer["content"] = {JSON: {"schema": schema}}
        return {"201" if endpoint.creates else "200" if schema else "204": answer}

    def _answer(self, offered: Offered) -> Schema | None:
        operation = offered.operation
        if not offered.is_declared:
            return anything("The map doesn't say what it gives back.")
        if item := self._page_of(offered):
            return self._page(item)
        if operation.returns and operation.returns.name not in NOTHING:
            return self._schemas.whole(operation.returns)
        return self._composed(operation)

    def _page_of(self, offered: Offered) -> Type | None:
        """The type of the items, where an operation gives back a list."""
        returns = offered.operation.returns
        if self._defaults.lists == "array" or not returns or returns.target or len(returns.arguments) != 1:
            return None
        return returns.arguments[0] if simple(returns.name) in ARRAYS | PAGES else None

    def _page(self, item: Type) -> Schema:
        items = self._schemas.whole(item)
        thing = index.types(self._model).get(item.target or "")
        name = spoken_plural(thing.title) if thing else "items"
        page: Schema = {
            "type": "object",
            "description": f"Some of the {name}, and where the next ones are.",
            "required": ["items", "next"],
            "properties": {
                "items": {"type": "array", "items": items},
                "next": {
                    "type": ["string", "null"],
                    "description": "What to send as `cursor` for the next items; null where there are none.",
                    "examples": [None],
                },
            },
        }
        reference = items.get("$ref", "")
        return self._schemas.add(f"{reference.rpartition('/')[2]}Page", schema=page) if reference else page

    def _composed(self, operation: Operation) -> Schema | None:
        """What a BFF puts together: an object with a member for the answer of each operation behind it."""
        found = {part.qualified_name: part for part in composed(self._model, operation)}
        given = {name: part for name, part in found.items() if part.returns and part.returns.name not in NOTHING}
        if not given:
            return None
        names = [part.name for part in given.values()]
        properties: dict[str, Schema] = {}
        for name, part in given.items():
            context = name.partition("::")[0]
            member = (
                part.name if names.count(part.name) == 1 else f"{context[:1].lower()}{context[1:]}{pascal(part.name)}"
            )
            whole = self._schemas.whole(part.returns) if part.returns else anything("")
            properties[member] = self._schemas.annotated(whole, {"x-ctxmap": {"from": name}})
        schema: Schema = {
            "type": "object",
            "description": f"What `{operation.name}` puts together.",
            "properties": properties,
        }
        return self._schemas.add(f"{pascal(operation.name)}Response", schema=schema)

    def _returned_root(self, operation: Operation) -> DomainObject | None:
        thing = index.types(self._model).get((operation.returns.target if operation.returns else None) or "")
        is_root = thing is not None and thing.qualified_name in aggregates_by_root(self._model)
        return thing if is_root and isinstance(thing, DomainObject) else None

    def _is_versioned(self, root: DomainObject) -> bool:
        return any(each.name in _VERSIONS for each in members(self._model, root))

    def _is_guarded(self, offered: Offered, endpoint: Endpoint) -> bool:
        """Whether a call may say which version it means: it changes a root that has a version."""
        root = index.root_of(offered.aggregate) if offered.aggregate else None
        return root is not None and endpoint.method != "get" and bool(endpoint.in_path) and self._is_versioned(root)

    def _standard_problems(self, offered: Offered, endpoint: Endpoint) -> tuple[str, ...]:
        return self._guarded(
            "400",
            *(("404",) if endpoint.in_path else ()),
            *(("409",) if _takes_key(endpoint) else ()),
            *(("412",) if self._is_guarded(offered, endpoint) else ()),
            *(("429",) if any(call.sync.rate_limit for call in offered.calls) else ()),
            *(("503",) if any(_turns_away(each) for each in offered.calls) else ()),
            "default",
        )

    def _guarded(self, *statuses: str) -> tuple[str, ...]:
        return (*statuses, *(("401", "403") if self._defaults.http_scheme else ()))

    def _answered(self, offered: Offered, schema: Schema | None, endpoint: Endpoint) -> str:
        if endpoint.creates:
            root = index.root_of(offered.aggregate) if offered.aggregate else None
            return f"The {spoken(root.title if root else offered.operation.name)} was created."
        if not schema:
            return "The call succeeded; there is nothing to give back."
        if item := self._page_of(offered):
            thing = index.types(self._model).get(item.target or "")
            return f"The {spoken_plural(thing.title) if thing else 'items'}, or the first of them."
        thing = index.types(self._model).get(
            (offered.operation.returns.target if offered.operation.returns else "") or ""
        )
        return f"The {spoken(thing.title)}." if thing else f"What `{offered.operation.name}` gives back."


def _takes_key(endpoint: Endpoint) -> bool:
    return endpoint.method in ("post", "patch")


def _turns_away(call: Call) -> bool:
    return call.sync.has_circuit_breaker or call.sync.has_bulkhead


def _etag(root: DomainObject) -> Header:
    return {
        "description": f"The version of the {spoken(root.title)}, to be sent back in `If-Match`.",
        "required": True,
        "schema": {"type": "string"},
        "example": '"1"',
    }
