"""One operation of the map as an operation of the document: what it takes, what it gives, what can go wrong."""

from __future__ import annotations

from ctxmap.analyses.contracts.calls import Offered
from ctxmap.analyses.contracts.composition import composed
from ctxmap.backends._contracts.identity import identity
from ctxmap.backends._contracts.names import camel, pascal
from ctxmap.backends._contracts.primitives import NOTHING
from ctxmap.backends._contracts.schema import Schema
from ctxmap.backends._contracts.schemas import Schemas, anything
from ctxmap.backends.openapi.arguments import JSON, Arguments
from ctxmap.backends.openapi.document import Header, Parameter, Reference, RequestBody, Response
from ctxmap.backends.openapi.document import Operation as Described
from ctxmap.backends.openapi.endpoints import Endpoint
from ctxmap.backends.openapi.paths import parameters
from ctxmap.backends.openapi.problems import Problems
from ctxmap.backends.openapi.wording import description, operation_facts, summary
from ctxmap.model import index
from ctxmap.model.elements import Aggregate, DomainObject, Model, Operation

_IDEMPOTENCY_KEY: Reference = {"$ref": "#/components/parameters/IdempotencyKey"}
_LOCATION: Header = {
    "description": "Where the new one is found.",
    "required": True,
    "schema": {"type": "string", "format": "uri-reference"},
}


class Operations:
    """Describes the operations of one document; `is_repeated` says whether a call may come twice."""

    def __init__(self, model: Model, schemas: Schemas, problems: Problems, *, is_repeated: bool) -> None:
        self._model = model
        self._schemas = schemas
        self._problems = problems
        self._is_repeated = is_repeated
        self.arguments = Arguments(model, schemas)
        self.take_keys = False
        """Whether one of them takes an idempotency key."""

    def described(self, offered: Offered, endpoint: Endpoint, operation_id: str, tag: str) -> Described:
        """An operation at its place."""
        operation = offered.operation
        described: Described = {
            "operationId": operation_id,
            "tags": [tag],
            "summary": summary(operation),
            "description": description(offered),
            "x-ctxmap": operation_facts(self._model, offered),
        }
        if sent := [*self._key(endpoint), *self._in_path(offered, endpoint), *self._in_query(endpoint)]:
            described["parameters"] = sent
        if body := self._body(offered, endpoint):
            described["requestBody"] = body
        described["responses"] = {
            **self._success(offered, endpoint),
            **self._problems.of(operation.throws, self._standard_problems(endpoint)),
        }
        return described

    def look_up(self, aggregate: Aggregate, root: DomainObject, path: str, operation_id: str, tag: str) -> Described:
        """Reading one of an aggregate's kind by its identity, which every repository can (Evans, ch. 6)."""
        success: Response = {
            "description": f"The {root.title}.",
            "content": {JSON: {"schema": self._schemas.of(root)}},
        }
        return {
            "operationId": operation_id,
            "tags": [tag],
            "summary": f"Read one {root.title}",
            "description": f"Looks aggregate {aggregate.title} up by the identity of its root.",
            "x-ctxmap": {"kind": "query", "element": root.qualified_name},
            "parameters": [self._identity(aggregate, name) for name in parameters(path)],
            "responses": {"200": success, **self._problems.of((), ("400", "404", "default"))},
        }

    def _key(self, endpoint: Endpoint) -> list[Reference]:
        if not self._takes_key(endpoint):
            return []
        self.take_keys = True
        return [_IDEMPOTENCY_KEY]

    def _takes_key(self, endpoint: Endpoint) -> bool:
        return self._is_repeated and endpoint.method == "post"

    def _in_path(self, offered: Offered, endpoint: Endpoint) -> list[Parameter]:
        return [self._path_parameter(offered, endpoint, name) for name in endpoint.in_path]

    def _path_parameter(self, offered: Offered, endpoint: Endpoint, name: str) -> Parameter:
        argument = endpoint.in_path[name]
        if argument and self._schemas.is_single(argument.type):
            said = argument.doc or f"`{argument.type} {argument.name}` of the operation."
            return self.arguments.in_path(name, self._schemas.held(argument.type), said)
        root = index.root_of(offered.aggregate) if offered.aggregate else None
        if offered.aggregate and root and name == identity(self._model, root).name:
            return self._identity(offered.aggregate, name)
        said = "A part of the path; the map doesn't say what stands in it."
        return self.arguments.in_path(name, {"type": "string"}, said)

    def _identity(self, aggregate: Aggregate, name: str) -> Parameter:
        root = index.root_of(aggregate)
        schema: Schema = self._schemas.identity(root) if root else {"type": "string"}
        return self.arguments.in_path(name, schema, f"The identity of aggregate {aggregate.title}.")

    def _in_query(self, endpoint: Endpoint) -> list[Parameter]:
        if not self._is_query(endpoint):
            return []
        return [self.arguments.in_query(each) for each in endpoint.rest]

    def _is_query(self, endpoint: Endpoint) -> bool:
        """Whether the arguments travel in the query: a GET has no body, and a DELETE had better have none."""
        if endpoint.method == "delete":
            return self.arguments.fit_into_query(endpoint.rest)
        return endpoint.method == "get"

    def _body(self, offered: Offered, endpoint: Endpoint) -> RequestBody | None:
        if endpoint.rest and not self._is_query(endpoint):
            return self.arguments.body(offered, endpoint.rest)
        return None if offered.is_declared else self.arguments.open_body()

    def _success(self, offered: Offered, endpoint: Endpoint) -> dict[str, Response | Reference]:
        schema = self._answer(offered)
        answer: Response = {"description": _answered(offered, schema, endpoint)}
        if endpoint.begins_life and offered.aggregate and index.root_of(offered.aggregate):
            answer["headers"] = {"Location": _LOCATION}
        if schema:
            answer["content"] = {JSON: {"schema": schema}}
        return {"201" if endpoint.begins_life else "200" if schema else "204": answer}

    def _answer(self, offered: Offered) -> Schema | None:
        operation = offered.operation
        if not offered.is_declared:
            return anything("The map doesn't say what it gives back.")
        if operation.returns and operation.returns.name not in NOTHING:
            return self._schemas.whole(operation.returns)
        return self._composed(operation)

    def _composed(self, operation: Operation) -> Schema | None:
        """What a BFF puts together: an object with a member for the answer of each operation behind it."""
        parts = {part.name: part.returns for part in reversed(composed(self._model, operation))}
        properties = {
            name: self._schemas.whole(used) for name, used in parts.items() if used and used.name not in NOTHING
        }
        if not properties:
            return None
        schema: Schema = {
            "type": "object",
            "description": f"What {operation.name} puts together.",
            "properties": dict(reversed(properties.items())),
        }
        return self._schemas.add(f"{pascal(operation.name)}Response", schema=schema)

    def _standard_problems(self, endpoint: Endpoint) -> tuple[str, ...]:
        missing = ("404",) if endpoint.in_path else ()
        conflict = ("409",) if self._takes_key(endpoint) else ()
        return ("400", *missing, *conflict, "default")


def _answered(offered: Offered, schema: Schema | None, endpoint: Endpoint) -> str:
    if endpoint.begins_life:
        return f"{offered.aggregate.title if offered.aggregate else 'The new one'} was created."
    if not schema:
        return "Done; there is nothing to give back."
    returns = offered.operation.returns
    return f"`{returns}`." if returns else f"The answer of {camel(offered.operation.name)}."
