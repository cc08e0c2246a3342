"""Where the arguments of an operation travel: in the path, in the query, or in the body."""

from __future__ import annotations

from collections.abc import Sequence

from ctxmap.analyses.contracts.calls import Offered
from ctxmap.backends._contracts.identity import identifiers, identity, members
from ctxmap.backends._contracts.names import camel, pascal
from ctxmap.backends._contracts.primitives import ARRAYS, simple
from ctxmap.backends._contracts.prose import prose
from ctxmap.backends._contracts.schema import Schema, trimmed
from ctxmap.backends._contracts.schemas import Schemas
from ctxmap.backends.openapi.document import Parameter as Sent
from ctxmap.backends.openapi.document import RequestBody
from ctxmap.model import index
from ctxmap.model.elements import DomainObject, Model, Parameter, Type

JSON = "application/json"


class Arguments:
    """How the operations of one document take their arguments."""

    def __init__(self, model: Model, schemas: Schemas) -> None:
        self._model = model
        self._schemas = schemas

    def identity(self, offered: Offered) -> Parameter | None:
        """The argument that is the identity of the aggregate's root, if one alone can be."""
        root = index.root_of(offered.aggregate) if offered.aggregate else None
        if not root:
            return None
        key = identity(self._model, root)
        parameters = offered.operation.parameters
        named = [each for each in parameters if camel(each.name) == key.name and self._schemas.is_single(each.type)]
        typed = [each for each in parameters if key.property and each.type.target and _is(each.type, key.property.type)]
        return next((each[0] for each in (named, typed) if len(each) == 1), None)

    def tell_which(self, offered: Offered) -> bool:
        """Whether an argument tells things apart: an identifier, an entity, or an object that holds an identifier."""
        return any(self._tells_which(each.type) for each in offered.operation.parameters)

    def fit_into_query(self, parameters: Sequence[Parameter]) -> bool:
        """Whether all of them are single values or lists of such."""
        return all(self._fits_into_query(each.type) for each in parameters)

    def in_path(self, name: str, schema: Schema, description: str) -> Sent:
        """A parameter of the path."""
        return {"name": name, "in": "path", "required": True, "description": description, "schema": schema}

    def in_query(self, parameter: Parameter) -> Sent:
        """A parameter of the query; as JSON where it is no single value."""
        sent: Sent = {
            "name": parameter.name or camel(parameter.type.name),
            "in": "query",
            "required": True,
            "description": prose(parameter.doc) or f"`{parameter.type} {parameter.name}` of the operation.",
        }
        schema = self._schemas.held(parameter.type)
        if self._fits_into_query(parameter.type):
            return {**sent, "schema": schema}
        return {**sent, "content": {JSON: {"schema": schema}}}

    def body(self, offered: Offered, parameters: Sequence[Parameter]) -> RequestBody:
        """The body: an object that is the only argument as it is, anything else as a member of an object."""
        if len(parameters) == 1 and self._is_document(offered, parameters[0].type):
            schema = self._schemas.whole(parameters[0].type)
            description = prose(parameters[0].doc) or f"`{parameters[0].type}`, the argument of the operation."
        else:
            schema = self._request(offered, parameters)
            description = "The arguments of the operation."
        return {"required": True, "description": description, "content": {JSON: {"schema": schema}}}

    def open_body(self) -> RequestBody:
        """The body of an operation that nobody declares."""
        schema: Schema = {"type": "object", "description": "The map doesn't say what it takes."}
        return {"required": False, "description": "Left open by the map.", "content": {JSON: {"schema": schema}}}

    def _request(self, offered: Offered, parameters: Sequence[Parameter]) -> Schema:
        properties = {each.name or camel(each.type.name): self._member(offered, each) for each in parameters}
        name = pascal(offered.operation.name)
        owner = offered.owner.name if offered.owner else ""
        schema: Schema = {
            "type": "object",
            "description": f"The arguments of {'.'.join(filter(None, (owner, offered.operation.name)))}.",
            "required": list(properties),
            "properties": properties,
        }
        return self._schemas.add(f"{name}Request", f"{pascal(owner or name)}{name}Request", schema=schema)

    def _member(self, offered: Offered, parameter: Parameter) -> Schema:
        used = parameter.type
        schema = self._schemas.whole(used) if _is_own_root(offered, used) else self._schemas.held(used)
        return self._schemas.annotated(schema, trimmed(Schema(description=prose(parameter.doc))))

    def _is_document(self, offered: Offered, used: Type) -> bool:
        thing = index.types(self._model).get(used.target or "")
        if not isinstance(thing, DomainObject) or self._schemas.is_single(used):
            return False
        return _is_own_root(offered, used) or not self._schemas.is_root(thing)

    def _tells_which(self, used: Type) -> bool:
        thing = index.types(self._model).get(used.target or "")
        if not isinstance(thing, DomainObject):
            return False
        held = {thing.qualified_name, *(each.type.target for each in members(self._model, thing))}
        return thing.kind == "ENTITY" or any(name in identifiers(self._model) for name in held)

    def _fits_into_query(self, used: Type) -> bool:
        if simple(used.name) in ARRAYS and used.target is None and len(used.arguments) == 1:
            return self._schemas.is_single(used.arguments[0])
        return self._schemas.is_single(used)


def _is(used: Type, other: Type) -> bool:
    return used.target == other.target


def _is_own_root(offered: Offered, used: Type) -> bool:
    """A root is held by its identity, but to its own aggregate it is handed as a whole."""
    root = index.root_of(offered.aggregate) if offered.aggregate else None
    meant = used.arguments[-1] if used.arguments else used
    return root is not None and meant.target == root.qualified_name
