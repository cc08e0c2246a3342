"""What goes wrong, as problem details (RFC 9457): an error of the map has a problem of its own, and a status.

The members of a problem are repeated in each: narrowing `type` in an `allOf` is what code generators choke on.
"""

from __future__ import annotations

from ctxmap.backends._contracts import about
from ctxmap.backends._contracts.identity import members
from ctxmap.backends._contracts.names import Names, key, pascal
from ctxmap.backends._contracts.primitives import simple
from ctxmap.backends._contracts.prose import listed, prose
from ctxmap.backends._contracts.schema import Schema, trimmed
from ctxmap.backends._contracts.schemas import Schemas
from ctxmap.backends.openapi.document import Reference, Response
from ctxmap.model.elements import BoundedContext, DomainObject, Model
from ctxmap.model.names import kebab_case

PROBLEM_JSON = "application/problem+json"
_MEMBERS: dict[str, Schema] = {
    "type": {"type": "string", "format": "uri-reference"},
    "title": {"type": "string"},
    "status": {"type": "integer", "minimum": 100, "maximum": 599},
    "detail": {"type": "string"},
    "instance": {"type": "string", "format": "uri-reference"},
}
_STANDARD = {
    "400": ("BadRequest", "The request does not fit the schema."),
    "404": ("NotFound", "There is none of that identity."),
    "409": ("IdempotencyConflict", "The idempotency key was used with another request."),
    "default": ("Unexpected", "Any other failure."),
}
_STATUS_BY_WORD = {"not-found": "404", "unknown": "404", "already": "409", "conflict": "409", "duplicate": "409"}
"""What the name of an error says of its status; the request was understood and refused (422) where it says nothing."""


class Problems:
    """The problems of one document, and the responses that tell of them."""

    def __init__(self, model: Model, context: BoundedContext, schemas: Schemas) -> None:
        self._model = model
        self._context = context
        self._schemas = schemas
        self._names = Names()
        self._schema_of: dict[str, Schema] = {}
        self._response_of: dict[tuple[str, ...], Reference] = {}
        self._declared = {thing.name: thing for thing in context.all_objects}
        self.responses: dict[str, Response] = {}
        """The components that were referred to so far."""

    def of(self, throws: tuple[str, ...], standard: tuple[str, ...]) -> dict[str, Response | Reference]:
        """For each status the response that tells of these errors, and of the standard problems of these statuses.

        An error of the map says more than the standard problem of its status, and stands for it.
        """
        by_status: dict[str, list[str]] = {status: [] for status in standard}
        for error in dict.fromkeys(throws):
            by_status.setdefault(_status(error), []).append(error)
        return {status: self._response(status, tuple(by_status[status])) for status in sorted(by_status)}

    def _response(self, status: str, errors: tuple[str, ...]) -> Reference:
        wanted = (status, *errors)
        if wanted not in self._response_of:
            told = "Or".join(pascal(_bare(error)) for error in errors)
            name = self._names.take(told or _STANDARD[status][0])
            self.responses[name] = self._told(status, errors)
            self._response_of[wanted] = {"$ref": f"#/components/responses/{name}"}
        return self._response_of[wanted]

    def _told(self, status: str, errors: tuple[str, ...]) -> Response:
        schemas = [self._schema(error) for error in errors] or [self._schema("")]
        schema: Schema = schemas[0] if len(schemas) == 1 else {"oneOf": schemas}
        description = f"{listed(map(_bare, errors))}." if errors else _STANDARD[status][1]
        return {"description": description, "content": {PROBLEM_JSON: {"schema": schema}}}

    def _schema(self, error: str) -> Schema:
        if error not in self._schema_of:
            schema = self._error(error) if error else _problem()
            self._schema_of[error] = self._schemas.add(f"{pascal(_bare(error)) if error else ''}Problem", schema=schema)
        return self._schema_of[error].copy()

    def _error(self, error: str) -> Schema:
        declared = self._declared.get(simple(error))
        own: Schema = self._own(declared) if declared else {}
        urn = f"{about.urn(self._context)}:{key(kebab_case(_bare(error)))}"
        kind: Schema = {"type": "string", "format": "uri-reference", "const": urn}
        return trimmed(
            {
                "type": "object",
                "description": prose(f"Error {error} of the map.", declared.doc if declared else ""),
                "x-ctxmap": {"kind": "error", "element": declared.qualified_name if declared else error},
                "required": ["type", *(name for name in own.get("required", ()) if name not in _MEMBERS)],
                "properties": {**own.get("properties", {}), **_MEMBERS, "type": kind},
            }
        )

    def _own(self, declared: DomainObject) -> Schema:
        return self._schemas.members(members(self._model, declared))


def _problem() -> Schema:
    return {"type": "object", "description": "Problem details (RFC 9457).", "properties": {**_MEMBERS}}


def _bare(error: str) -> str:
    """`java.lang.OrderNotFoundException` as `OrderNotFound`."""
    return simple(error).removesuffix("Exception") or error


def _status(error: str) -> str:
    words = f"-{kebab_case(_bare(error))}-"
    return next((status for word, status in _STATUS_BY_WORD.items() if f"-{word}-" in words), "422")
