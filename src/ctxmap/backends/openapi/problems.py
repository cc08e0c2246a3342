"""What goes wrong, as problem details (RFC 9457): an error of the map has a problem of its own, and a status.

The members of a problem are repeated in each: narrowing `type` in an `allOf` is what code generators choke on.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from ctxmap.backends._contracts import about
from ctxmap.backends._contracts.identity import members
from ctxmap.backends._contracts.names import key, pascal, sentence
from ctxmap.backends._contracts.primitives import simple
from ctxmap.backends._contracts.prose import prose
from ctxmap.backends._contracts.schema import Schema, trimmed
from ctxmap.backends._contracts.schemas import Schemas
from ctxmap.backends.openapi.document import Header, MediaType, Reference, Response
from ctxmap.model.elements import BoundedContext, Model
from ctxmap.model.names import kebab_case

PROBLEM_JSON = "application/problem+json"


class _Standard(msgspec.Struct, frozen=True):
    """A problem that doesn't come from the map: the name of its response, its title in HTTP, and what it means."""

    name: str
    title: str
    description: str
    schema: str = ""


_RETRY_AFTER: Header = {
    "description": "After how many seconds to call again.",
    "required": True,
    "schema": {"type": "integer", "minimum": 0},
    "example": 30,
}
_STANDARD: Mapping[str, _Standard] = {
    "400": _Standard("BadRequest", "Bad Request", "The request does not fit its schema."),
    "401": _Standard("Unauthorized", "Unauthorized", "The caller does not say who it is."),
    "403": _Standard("Forbidden", "Forbidden", "The caller may not do this."),
    "404": _Standard("NotFound", "Not Found", "There is nothing of that identity."),
    "409": _Standard("IdempotencyConflict", "Conflict", "The idempotency key was used with another request."),
    "412": _Standard("PreconditionFailed", "Precondition Failed", "The version is another than `If-Match` names."),
    "429": _Standard("TooManyRequests", "Too Many Requests", "There were more calls than are allowed."),
    "503": _Standard("ServiceUnavailable", "Service Unavailable", "The call is turned away for a while."),
    "default": _Standard("Unexpected", "Internal Server Error", "Any other failure.", "Problem"),
}
_WAITING = ("429", "503")
_STATUS_BY_WORD = {
    **dict.fromkeys(("not-found", "unknown", "missing", "no-such", "不存在", "未找到", "找不到", "未知"), "404"),
    **dict.fromkeys(("not-allowed", "forbidden", "access-denied", "not-permitted", "无权", "禁止", "不允许"), "403"),
    **dict.fromkeys(("unauthorized", "unauthenticated", "not-authenticated", "未登录", "未认证"), "401"),
    **dict.fromkeys(("already", "conflict", "duplicate", "exists", "已存在", "冲突", "重复", "已"), "409"),
    **dict.fromkeys(("too-many", "limit-exceeded", "过于频繁"), "429"),
    **dict.fromkeys(("unavailable", "不可用"), "503"),
}
"""What the name of an error says of its status; the request was understood and refused (422) where it says nothing."""


class Problems:
    """The problems of one document, and the responses that tell of them."""

    def __init__(self, model: Model, context: BoundedContext, schemas: Schemas, statuses: Mapping[str, int]) -> None:
        self._model = model
        self._context = context
        self._schemas = schemas
        self._statuses = statuses
        self._declared = {thing.name: thing for thing in context.all_objects}
        self.responses: dict[str, Response] = {}
        """The components that were referred to so far."""

    def of(self, throws: tuple[str, ...], standard: tuple[str, ...]) -> dict[str, Response | Reference]:
        """For each status the response that tells of these errors, and of the standard problems of these statuses."""
        by_status: dict[str, list[str]] = {status: [] for status in standard}
        for error in sorted(set(map(simple, throws))):
            by_status.setdefault(self._status(error), []).append(error)
        return {
            status: self._response(status, by_status[status], is_standard=status in standard)
            for status in sorted(by_status)
        }

    def _status(self, error: str) -> str:
        bare = _bare(error)
        chosen = self._statuses.get(error, self._statuses.get(bare))
        return str(chosen) if chosen else _status_by_name(bare)

    def _response(self, status: str, errors: list[str], *, is_standard: bool) -> Response | Reference:
        """A component for one problem; several problems of one status are told apart by their type."""
        parts = [*([self._standard(status)] if is_standard else []), *map(self._error, errors)]
        if len(parts) == 1:
            name, response = parts[0]
            self.responses[name] = self._headed(status, response)
            return {"$ref": f"#/components/responses/{name}"}
        media = [response["content"][PROBLEM_JSON] for _, response in parts if "content" in response]
        said = [response.get("description", "").rstrip(".") for _, response in parts]
        told = ", or ".join([said[0], *(each[:1].lower() + each[1:] for each in said[1:])])
        return self._headed(
            status,
            {
                "description": f"{told}.",
                "content": {
                    PROBLEM_JSON: {
                        "schema": {"oneOf": [each["schema"] for each in media if "schema" in each]},
                        "examples": {
                            name[:1].lower() + name[1:]: {"summary": f"{sentence(name)}.", "value": each.get("example")}
                            for (name, _), each in zip(parts, media, strict=True)
                        },
                    }
                },
            },
        )

    def _headed(self, status: str, response: Response) -> Response:
        return {**response, "headers": {"Retry-After": _RETRY_AFTER}} if status in _WAITING else response

    def _standard(self, status: str) -> tuple[str, Response]:
        known = _STANDARD[status]
        code: Schema = {"const": int(status)} if status.isdigit() else {"minimum": 400, "maximum": 599}
        number = int(status) if status.isdigit() else 500
        schema = _problem("about:blank", known.title, code)
        schema["description"] = known.description if status.isdigit() else "A problem of any other kind (RFC 9457)."
        reference = self._schemas.add(known.schema or f"{known.name}Problem", schema=schema)
        return known.name, _told(known.description, reference, "about:blank", known.title, number)

    def _error(self, error: str) -> tuple[str, Response]:
        bare, status = _bare(error), int(self._status(error))
        declared = self._declared.get(error)
        kind = f"{about.urn(self._context)}:{key(kebab_case(bare))}"
        title = declared.title if declared and declared.display_name else sentence(bare)
        taken = {each.name for each in _STANDARD.values()}
        name = f"{pascal(bare)}Error" if pascal(bare) in taken else pascal(bare)
        own = self._schemas.members(members(self._model, declared)) if declared else Schema()
        problem = _problem(kind, title, {"const": status})
        members_of = problem.get("properties", {})
        more = [each for each in own.get("required", ()) if each not in members_of]
        said = prose(declared.doc if declared else "") or f"The call ended with the error {bare}."
        schema: Schema = {
            "type": "object",
            "description": said,
            "x-ctxmap": {"kind": "error", "element": declared.qualified_name if declared else error},
            "required": [*problem.get("required", ()), *more],
            "properties": {**own.get("properties", {}), **members_of},
        }
        reference = self._schemas.add(f"{name}Problem", schema=trimmed(schema))
        return name, _told(said, reference, kind, title, status, is_whole=not more)


def _problem(kind: str, title: str, status: Schema) -> Schema:
    return {
        "type": "object",
        "required": ["type", "status"],
        "properties": {
            "type": {
                "type": "string",
                "format": "uri-reference",
                "const": kind,
                "description": "The kind of the problem.",
            },
            "title": {
                "type": "string",
                "description": "What the problem is, in a few words; it may be translated.",
                "examples": [title],
            },
            "status": {"type": "integer", "description": "The HTTP status, once more.", **status},
            "detail": {"type": "string", "description": "What happened this time."},
            "instance": {"type": "string", "format": "uri-reference", "description": "Where it happened."},
        },
    }


def _told(said: str, schema: Schema, kind: str, title: str, status: int, *, is_whole: bool = True) -> Response:
    """`is_whole`: whether the problem has no members of its own that an example would have to have."""
    media: MediaType = {"schema": schema}
    if is_whole:
        media["example"] = {"type": kind, "title": title, "status": status}
    return {"description": said, "content": {PROBLEM_JSON: media}}


def _bare(error: str) -> str:
    """`java.lang.OrderNotFoundException` as `OrderNotFound`."""
    return simple(error).removesuffix("Exception") or error


def _status_by_name(error: str) -> str:
    words = f"-{kebab_case(error)}-"
    said = {word: f"-{word}-" in words if word.isascii() else word in error for word in _STATUS_BY_WORD}
    return next((status for word, status in _STATUS_BY_WORD.items() if said[word]), "422")
