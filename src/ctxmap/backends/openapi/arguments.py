"""What the arguments of an operation look like: in the path, in the query, in the body."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.analyses.contracts.calls import Offered
from ctxmap.backends._contracts.described import camel_kind
from ctxmap.backends._contracts.identity import identity, members
from ctxmap.backends._contracts.names import camel, spoken
from ctxmap.backends._contracts.prose import prose
from ctxmap.backends._contracts.schema import Schema, trimmed
from ctxmap.backends._contracts.schemas import Schemas, is_constant
from ctxmap.backends.openapi.document import MediaType, RequestBody
from ctxmap.backends.openapi.document import Parameter as Sent
from ctxmap.backends.openapi.endpoints import Endpoint
from ctxmap.backends.openapi.keyed import Key, is_single
from ctxmap.backends.openapi.query import fit_into_query, is_flat
from ctxmap.model import index
from ctxmap.model.elements import Aggregate, DomainObject, Model, Parameter, Type

JSON = "application/json"


class Arguments:
    """The arguments of the operations of one document."""

    def __init__(self, model: Model, schemas: Schemas) -> None:
        self._model = model
        self._schemas = schemas

    def in_path(self, offered: Offered, endpoint: Endpoint) -> Iterator[Sent]:
        """The parameters of the path."""
        for name, found in endpoint.in_path.items():
            schema, said = self._part(offered, name, found)
            yield {"name": name, "in": "path", "required": True, "description": said, "schema": schema}

    def key_in_path(self, aggregate: Aggregate, name: str) -> Sent:
        """The parameter that is the key of an aggregate's root."""
        root = index.root_of(aggregate)
        schema: Schema = self._schemas.identity(root) if root else {"type": "string"}
        said = f"The identity of the {spoken(root.title if root else aggregate.title)}."
        return {"name": name, "in": "path", "required": True, "description": said, "schema": schema}

    def in_query(self, offered: Offered, endpoint: Endpoint) -> Iterator[Sent]:
        """The parameters of the query; an object with plain members is one parameter for each of them."""
        seen: set[str] = set()
        for each in endpoint.query:
            for sent in self._queried(offered, each):
                if sent.get("name", "") not in seen:
                    seen.add(sent.get("name", ""))
                    yield sent

    def body(self, offered: Offered, endpoint: Endpoint) -> RequestBody | None:
        """The body: the members of an object that is the only argument, otherwise a member for each argument.

        The key of the root is in the path or in the body, never in both.
        """
        if not offered.is_declared and endpoint.method != "get":
            said = "The map doesn't say what it takes."
            unknown: Schema = {"type": "object", "description": said}
            return {"required": False, "description": said, "content": {JSON: {"schema": unknown}}}
        if not endpoint.body:
            return None
        made = self._request(offered, endpoint)
        said = f"What `{offered.operation.name}` is called with."
        is_needed = any(each.name not in offered.optional for each in endpoint.body)
        content: dict[str, MediaType] = {JSON: {"schema": self._schemas.add(endpoint.request_name, schema=made)}}
        return {"required": is_needed, "description": said, "content": content}

    def _part(self, offered: Offered, name: str, found: Key | None) -> tuple[Schema, str]:
        root = index.root_of(offered.aggregate) if offered.aggregate else None
        argument = found.parameter if found and not found.member else None
        said = f"The identity of the {spoken(root.title)}." if root else ""
        if argument and is_single(self._model, argument.type):
            own = f"The `{argument.name}` that `{offered.operation.name}` is called with."
            is_key = root and name == identity(self._model, root).name
            return self._schemas.held(argument.type), prose(argument.doc) or (said if is_key and said else own)
        if root and (name == identity(self._model, root).name or (found and found.member)):
            return self._schemas.identity(root), said
        return {"type": "string"}, f"The `{name}` of the path; the map doesn't say what it is."

    def _queried(self, offered: Offered, parameter: Parameter) -> Iterator[Sent]:
        said = f"The `{parameter.name}` that `{offered.operation.name}` is called with."
        is_needed = parameter.name not in offered.optional
        thing = index.types(self._model).get(parameter.type.target or "")
        if isinstance(thing, DomainObject) and is_flat(self._model, parameter.type):
            made = self._schemas.members(members(self._model, thing))
            for name, schema in made.get("properties", {}).items():
                yield {
                    "name": name,
                    "in": "query",
                    "required": is_needed and name in made.get("required", ()),
                    "description": f"The `{name}` of `{parameter.name or parameter.type}`.",
                    "schema": schema,
                }
            return
        sent: Sent = {
            "name": _name(parameter),
            "in": "query",
            "required": is_needed,
            "description": prose(parameter.doc) or said,
        }
        schema = self._schemas.held(parameter.type)
        if fit_into_query(self._model, (parameter,)):
            yield {**sent, "schema": schema}
        else:
            yield {**sent, "content": {JSON: {"schema": schema}}}

    def _request(self, offered: Offered, endpoint: Endpoint) -> Schema:
        said = f"What `{offered.operation.name}` is called with."
        only = endpoint.body[0] if len(endpoint.body) == 1 else None
        if only and (thing := self._object(offered, only.type)):
            facts = {"kind": camel_kind(thing), "element": thing.qualified_name}
            return {"description": said, "x-ctxmap": facts, **self._asked(offered, endpoint, thing)}
        properties: dict[str, Schema] = {}
        for each in endpoint.body:
            thing = self._object(offered, each.type)
            moved = any(found and found.member and found.parameter is each for found in endpoint.in_path.values())
            schema = self._asked(offered, endpoint, thing) if thing and moved else self._member(offered, each.type)
            properties[_name(each)] = self._schemas.annotated(schema, trimmed(Schema(description=prose(each.doc))))
        required = [_name(each) for each in endpoint.body if each.name not in offered.optional]
        return trimmed({"type": "object", "description": said, "required": required, "properties": properties})

    def _asked(self, offered: Offered, endpoint: Endpoint, thing: DomainObject) -> Schema:
        """An object as a caller sends it: a new root may have its key chosen, a later call changes no constant."""
        root = index.root_of(offered.aggregate) if offered.aggregate else None
        key = identity(self._model, root).property if root else None
        names = {endpoint.moved.name} if endpoint.moved else set[str]()
        if root and thing is root and key:
            names.add(key.name)
        kept = [
            each
            for each in members(self._model, thing)
            if endpoint.creates or not (each.name in names or is_constant(each))
        ]
        chosen = {
            each.name
            for each in kept
            if each.is_key or (key and each.type.target and each.type.target == key.type.target)
        }
        return self._schemas.members(tuple(kept), chosen if endpoint.creates else set())

    def _member(self, offered: Offered, used: Type) -> Schema:
        root = index.root_of(offered.aggregate) if offered.aggregate else None
        meant = used.arguments[-1] if used.arguments else used
        is_own_root = root is not None and meant.target == root.qualified_name
        return self._schemas.whole(used) if is_own_root else self._schemas.held(used)

    def _object(self, offered: Offered, used: Type) -> DomainObject | None:
        """The object that stands for the whole body: none of another aggregate's roots, which are held by their key."""
        thing = index.types(self._model).get(used.target or "")
        if not isinstance(thing, DomainObject) or is_single(self._model, used):
            return None
        root = index.root_of(offered.aggregate) if offered.aggregate else None
        return thing if thing is root or not self._schemas.is_root(thing) else None


def _name(parameter: Parameter) -> str:
    return parameter.name or camel(parameter.type.name)
