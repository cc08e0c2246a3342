"""The shape of an AsyncAPI 3.0 document, as far as these use it. The type checker finds a misspelt key.

After the AsyncAPI Specification 3.0.0. `x-ctxmap` carries what the map knows and AsyncAPI has no word for; `bindings`
stay untyped, since each protocol has its own.
"""

from __future__ import annotations

from typing import Any, Literal, TypedDict

from ctxmap.backends._contracts.about import Contact, ExternalDocs, License
from ctxmap.backends._contracts.schema import Schema

Reference = TypedDict("Reference", {"$ref": str})


class Tag(TypedDict):
    """By which operations and messages are grouped."""

    name: str
    description: str


Info = TypedDict(
    "Info",
    {
        "title": str,
        "version": str,
        "description": str,
        "contact": Contact,
        "license": License,
        "tags": list[Reference],
        "externalDocs": ExternalDocs,
        "x-ctxmap": dict[str, Any],
    },
    total=False,
)


class Described(TypedDict):
    """What there is nothing to say of but what it is: a parameter."""

    description: str


Channel = TypedDict(
    "Channel",
    {
        "address": str,
        "title": str,
        "description": str,
        "messages": dict[str, Reference],
        "parameters": dict[str, Described],
        "bindings": dict[str, Any],
        "x-ctxmap": dict[str, Any],
    },
    total=False,
)

Operation = TypedDict(
    "Operation",
    {
        "action": Literal["send", "receive"],
        "title": str,
        "summary": str,
        "description": str,
        "channel": Reference,
        "security": list[Reference],
        "messages": list[Reference],
        "tags": list[Reference],
        "bindings": dict[str, Any],
        "x-ctxmap": dict[str, Any],
    },
    total=False,
)


class Example(TypedDict, total=False):
    """A message as it may be sent."""

    name: str
    summary: str
    headers: dict[str, Any]
    payload: Any


Message = TypedDict(
    "Message",
    {
        "name": str,
        "title": str,
        "summary": str,
        "description": str,
        "contentType": str,
        "headers": Schema,
        "payload": Schema,
        "correlationId": Reference,
        "bindings": dict[str, Any],
        "tags": list[Reference],
        "examples": list[Example],
        "x-ctxmap": dict[str, Any],
    },
    total=False,
)


class CorrelationId(TypedDict):
    """Where a message says to which others it belongs."""

    description: str
    location: str


class SecurityScheme(TypedDict):
    """How a client of a broker proves who it is."""

    type: str
    description: str


class Components(TypedDict, total=False):
    """What is referred to."""

    messages: dict[str, Message]
    correlationIds: dict[str, CorrelationId]
    schemas: dict[str, Schema]
    securitySchemes: dict[str, SecurityScheme]
    tags: dict[str, Tag]


class AsyncApi(TypedDict, total=False):
    """The document."""

    asyncapi: str
    id: str
    info: Info
    defaultContentType: str
    channels: dict[str, Channel | Reference]
    operations: dict[str, Operation]
    components: Components
