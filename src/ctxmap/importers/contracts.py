"""OpenAPI documents give a context with its operations; AsyncAPI documents give events, and who sends them to whom."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from typing import Any

from ctxmap.drift.matching import is_infrastructure
from ctxmap.foreign.asyncapi import messages
from ctxmap.foreign.document import Document, mapping
from ctxmap.foreign.openapi import Served, served
from ctxmap.importers.draft import Draft, Operation

_TYPES = {"string": "String", "integer": "int", "number": "double", "boolean": "boolean"}
_ENDING = re.compile(r"(?:\.Message|(?<=[a-z])(?:Event|Message)|[._-]v[0-9]+)+$")
_NO_NAMES = ("", "FastAPI", "OpenAPI definition", "Swagger")


def add_openapi(draft: Draft, document: Document) -> None:
    """A service, and everything that it serves but for health checks and the like."""
    service = draft.service(_name_of(document))
    for one in served(document):
        if not is_infrastructure(one.path):
            parameters = tuple((each["name"], _type(each)) for each in _parameters(document, one))
            name = _operation_name(one)
            service.operations.append(Operation(name, one.method, one.path, parameters, is_read=one.method == "get"))


def add_asyncapi(draft: Draft, document: Document, other: Callable[[str], Document | None]) -> None:
    """What a service sends and receives."""
    name = _name_of(document)
    draft.service(name)
    for message in messages(document, other):
        event = _ENDING.sub("", message.name).rpartition(".")[2] or message.name
        (draft.sends if message.action == "send" else draft.receives)(name, message.channel, event)


def _name_of(document: Document) -> str:
    info = mapping(document.value.get("info"))
    element = str(mapping(info.get("x-ctxmap")).get("element", ""))
    title = str(info.get("title") or "")
    return element or (title if title not in _NO_NAMES else posixpath.basename(document.source.path).partition(".")[0])


def _operation_name(one: Served) -> str:
    """The name in its id: that of the function for FastAPI, of the method for NestJS and for ctxmap."""
    if one.element:
        return one.element.rpartition("::")[2]
    plain = one.operation_id.split(f"_{one.path.strip('/').replace('/', '_').replace('{', '_').replace('}', '_')}")[0]
    return plain.rpartition("Controller_")[2].rpartition(".")[2] or f"{one.method} {one.path}"


def _parameters(document: Document, one: Served) -> list[Mapping[str, Any]]:
    found: list[Mapping[str, Any]] = []
    for each in one.described.get("parameters", ()):
        parameter = mapping(each)
        if "$ref" in parameter:
            key = str(parameter["$ref"]).rpartition("/")[2]
            parameter = mapping(document.value.get("components", {}).get("parameters", {}).get(key))
        if parameter.get("in") in ("path", "query") and parameter.get("name"):
            found.append(parameter)
    return found


def _type(parameter: Mapping[str, Any]) -> str:
    kind = mapping(parameter.get("schema")).get("type")
    return _TYPES.get(kind, "String") if isinstance(kind, str) else "String"
