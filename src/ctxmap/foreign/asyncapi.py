"""AsyncAPI documents, versions 2 and 3: what a service sends and receives, on which channels.

Version 2 describes a service from outside: others `publish` what it receives, and `subscribe` to what it sends.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Literal, cast
from urllib.parse import unquote

import msgspec
from pydantic import Field

from ctxmap.findings.finding import Finding, Severity
from ctxmap.foreign.document import MALFORMED, Document, Path, at_path, mapping
from ctxmap.foreign.form import Components, Form, SchemaForm, mistakes
from ctxmap.foreign.references import broken_references, path_of

Action = Literal["send", "receive"]
_STRUCTURED = "application/cloudevents"
"""The content type of a CloudEvent that is in the payload with its attributes; its `data` is what a map declares."""


class Message(msgspec.Struct, frozen=True, eq=False, kw_only=True):
    """A message that a service sends or receives: its name, and that of what it is made from ("" if it doesn't say).

    `payload` is its schema, None if it doesn't say; `components` are what references in the schema lead to.
    """

    action: Action
    channel: str
    name: str
    names: tuple[str, ...]
    element: str
    payload: Mapping[str, Any] | None
    components: Mapping[str, Any]
    at: Path


class _Message(Form):
    name: str | None = None
    title: str | None = None
    payload: SchemaForm | None = None
    oneOf: list[_Message] = []
    ours: dict[str, Any] = Field({}, alias="x-ctxmap")


class _Verb(Form):
    operationId: str | None = None
    message: _Message | None = None
    ours: dict[str, Any] = Field({}, alias="x-ctxmap")


class _Channel(Form):
    address: str | None = None
    messages: dict[str, _Message] = {}
    publish: _Verb | None = None
    subscribe: _Verb | None = None


class _Operation(Form):
    action: Literal["send", "receive"]
    channel: dict[str, Any]
    messages: list[dict[str, Any]] = []
    ours: dict[str, Any] = Field({}, alias="x-ctxmap")


class _Info(Form):
    title: str | None = None
    ours: dict[str, Any] = Field({}, alias="x-ctxmap")


class _MessageComponents(Components):
    messages: dict[str, _Message] = {}


class _AsyncApi(Form):
    asyncapi: str
    info: _Info | None = None
    channels: dict[str, _Channel] = {}
    operations: dict[str, _Operation] = {}
    components: _MessageComponents = _MessageComponents()


def read_asyncapi(document: Document) -> Sequence[Finding]:
    """What is wrong with a document."""
    value = mapping(document.value)
    version = value.get("asyncapi")
    if version is None:
        return [_mistake(document, (), 'not an AsyncAPI document: "asyncapi" is missing')]
    if not isinstance(version, str) or not version.startswith(("2.", "3.")):
        return [_mistake(document, ("asyncapi",), f"version {version} is not supported; versions 2 and 3 are")]
    if version.startswith("2."):
        form: dict[str, Any] = {**value, "operations": {}}
        return [*mistakes(msgspec.structs.replace(document, value=form), _AsyncApi), *broken_references(document)]
    return [*mistakes(document, _AsyncApi), *broken_references(document)]


def messages(document: Document, other: Callable[[str], Document | None]) -> Iterator[Message]:
    """All messages of a document without mistakes; `other` gives a document that it refers to, by its path."""
    reading = _Reading(document, other)
    return reading.version_2() if str(document.value["asyncapi"]).startswith("2.") else reading.version_3()


class _Place(msgspec.Struct, frozen=True, eq=False):
    """A part of a document, and where it is; that may be in another document."""

    document: Document
    path: Path
    value: Mapping[str, Any]


class _Reading:
    def __init__(self, document: Document, other: Callable[[str], Document | None]) -> None:
        self._document = document
        self._other = other

    def version_2(self) -> Iterator[Message]:
        for address in self._document.value.get("channels", {}):
            channel = self._followed(self._document, ("channels", address))
            verbs: tuple[tuple[str, Action], ...] = (("publish", "receive"), ("subscribe", "send"))
            for verb, action in verbs:
                described = channel.value.get(verb)
                if described and "message" in described:
                    at = ("channels", address, verb)
                    held = self._followed(channel.document, (*channel.path, verb, "message"))
                    element = str(described.get("x-ctxmap", {}).get("element", ""))
                    yield from self._alternatives(action, address, held, element, at)

    def version_3(self) -> Iterator[Message]:
        for name, operation in self._document.value.get("operations", {}).items():
            channel = self._followed(self._document, ("operations", name, "channel"))
            address = str(channel.value.get("address") or (channel.path[-1] if channel.path else ""))
            numbers = range(len(operation.get("messages", ())))
            listed = [self._followed(self._document, ("operations", name, "messages", number)) for number in numbers]
            if "messages" not in operation:
                keys = channel.value.get("messages", {})
                listed = [self._followed(channel.document, (*channel.path, "messages", key)) for key in keys]
            element = str(operation.get("x-ctxmap", {}).get("element", "")) if len(listed) == 1 else ""
            for each in listed:
                yield from self._alternatives(operation["action"], address, each, element, ("operations", name))

    def _alternatives(self, action: Action, address: str, held: _Place, element: str, at: Path) -> Iterator[Message]:
        for number in range(len(held.value.get("oneOf", ()))):
            each = self._followed(held.document, (*held.path, "oneOf", number))
            yield from self._alternatives(action, address, each, "", at)
        if "oneOf" in held.value:
            return
        value = held.value
        payload = value.get("payload")
        if payload and "schemaFormat" in payload:  # AsyncAPI 3: a schema of another kind is in a mapping of its own
            payload = payload.get("schema")
        if str(value.get("contentType", "")).startswith(_STRUCTURED):
            payload = mapping(mapping(payload).get("properties")).get("data") or payload
        key = held.path[-1] if held.path and held.path[-1] != "message" else ""
        names = (value.get("name"), value.get("title"), value.get("messageId"), key)
        names = tuple(dict.fromkeys(str(each) for each in names if each and isinstance(each, str)))
        yield Message(
            action=action,
            channel=address,
            name=names[0] if names else "",
            names=names,
            element=str(value.get("x-ctxmap", {}).get("element", "")) or element,
            payload=mapping(payload) or None,
            components=held.document.value.get("components", {}).get("schemas", {}),
            at=at,
        )

    def _followed(self, document: Document, path: Path) -> _Place:
        """A part of a document, or what a reference there leads to, in this document or in another one."""
        for _ in range(20):
            steps, reference = path, ""
            for length in range(len(path) + 1):
                held = at_path(document.value, path[:length])
                if isinstance(held, dict) and "$ref" in held:
                    steps, reference = path[length:], str(cast("dict[str, Any]", held)["$ref"])
                    break
            if not reference:
                break
            file = unquote(reference.partition("#")[0])
            if file:
                place = posixpath.normpath(posixpath.join(posixpath.dirname(document.source.path), file))
                found = self._other(place)
                if not found:
                    return _Place(document, path, {})
                document = found
            path = (*path_of(reference), *steps)
        held = at_path(document.value, path)
        return _Place(document, path, cast("dict[str, Any]", held) if isinstance(held, dict) else {})


def _mistake(document: Document, path: Path, message: str) -> Finding:
    return Finding(document.place(*path), message, rule=MALFORMED, severity=Severity.ERROR)
