"""The shape of an OpenAPI 3.1 document, as far as these use it. The type checker finds a misspelt key.

After the OpenAPI Specification 3.1.2. `x-ctxmap` carries what the map knows and OpenAPI has no word for.
"""

from __future__ import annotations

from typing import Any, Literal, TypedDict

from ctxmap.backends._contracts.about import Contact, ExternalDocs, License
from ctxmap.backends._contracts.schema import Schema

Method = Literal["get", "post", "put", "delete", "patch", "head", "options"]
Reference = TypedDict("Reference", {"$ref": str})


Info = TypedDict(
    "Info",
    {
        "title": str,
        "summary": str,
        "description": str,
        "version": str,
        "contact": Contact,
        "license": License,
        "x-ctxmap": dict[str, Any],
    },
    total=False,
)


class Server(TypedDict):
    """Where it runs."""

    url: str
    description: str


Tag = TypedDict(
    "Tag",
    {"name": str, "description": str, "externalDocs": ExternalDocs, "x-ctxmap": dict[str, Any]},
    total=False,
)


class Example(TypedDict):
    """One of several examples."""

    summary: str
    value: Any


class MediaType(TypedDict, total=False):
    """A body of some content type."""

    schema: Schema
    example: Any
    examples: dict[str, Example]


Parameter = TypedDict(
    "Parameter",
    {
        "name": str,
        "in": Literal["path", "query", "header"],
        "required": bool,
        "description": str,
        "schema": Schema,
        "content": dict[str, MediaType],
        "example": Any,
    },
    total=False,
)


class RequestBody(TypedDict):
    """What a caller sends."""

    required: bool
    description: str
    content: dict[str, MediaType]


class Header(TypedDict, total=False):
    """A header of a response."""

    description: str
    required: bool
    schema: Schema
    example: Any


class Response(TypedDict, total=False):
    """What a caller gets."""

    description: str
    headers: dict[str, Header]
    content: dict[str, MediaType]


Operation = TypedDict(
    "Operation",
    {
        "operationId": str,
        "tags": list[str],
        "summary": str,
        "description": str,
        "x-ctxmap": dict[str, Any],
        "parameters": list[Parameter],
        "requestBody": RequestBody,
        "responses": dict[str, Response | Reference],
        "deprecated": bool,
    },
    total=False,
)

PathItem = dict[Method, Operation]


class SecurityScheme(TypedDict, total=False):
    """How a caller proves who it is."""

    type: str
    scheme: str
    description: str


class Components(TypedDict, total=False):
    """What is referred to."""

    schemas: dict[str, Schema]
    responses: dict[str, Response]
    securitySchemes: dict[str, SecurityScheme]


class OpenApi(TypedDict, total=False):
    """The document."""

    openapi: str
    info: Info
    externalDocs: ExternalDocs
    servers: list[Server]
    security: list[dict[str, list[str]]]
    tags: list[Tag]
    paths: dict[str, PathItem]
    components: Components
