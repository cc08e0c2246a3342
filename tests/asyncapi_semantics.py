"""What no schema sees of AsyncAPI 3 documents, checked over all documents of a build at once.

`problems({"asyncapi/order.yaml": {…}, …})` names each: references that lead nowhere (through other references and into
other files, too), components that nothing refers to, addresses whose parameters aren't theirs, messages that aren't
their channel's, headers that are required and not there, examples that don't fit.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import Any, cast
from urllib.parse import unquote

from jsonschema import Draft7Validator

Object = dict[str, Any]
Documents = Mapping[str, Object]

COMPONENT_KEY = re.compile(r"[a-zA-Z0-9._-]+")
PARAMETER = re.compile(r"\{([^{}]*)\}")


class DanglingError(Exception):
    """A reference leads nowhere."""


def problems(documents: Documents) -> list[str]:
    """Everything that is wrong, each with the document and the place."""
    dangling = [*_dangling(documents)]
    if dangling:
        return dangling
    checks = (_components, _made_up, _channels, _operations, _messages)
    return [f"{file}: {problem}" for file in documents for check in checks for problem in check(documents, file)]


def walk(value: object, place: str = "#") -> Iterator[tuple[str, Object]]:
    """Every object inside a document, with its JSON pointer."""
    if isinstance(value, dict):
        yield place, cast("Object", value)
        for key, member in cast("Object", value).items():
            yield from walk(member, f"{place}/{key.replace('~', '~0').replace('/', '~1')}")
    elif isinstance(value, list):
        for number, member in enumerate(cast("list[object]", value)):
            yield from walk(member, f"{place}/{number}")


def resolve(documents: Documents, file: str, reference: str) -> tuple[str, Any]:
    """What a reference means, and the document in which it stands; raises `DanglingError`."""
    path, _, pointer = reference.partition("#")
    file = posixpath.normpath(posixpath.join(posixpath.dirname(file), unquote(path))) if path else file
    if file not in documents:
        raise DanglingError(reference)
    value: Any = documents[file]
    for part in unquote(pointer).split("/")[1:]:
        try:
            value = value[int(part) if isinstance(value, list) else part.replace("~1", "/").replace("~0", "~")]
        except (KeyError, IndexError, ValueError, TypeError) as error:
            raise DanglingError(reference) from error
        file, value = followed(documents, file, value)
    return file, value


def followed(documents: Documents, file: str, value: Any) -> tuple[str, Any]:
    """The value itself, or what it refers to."""
    if isinstance(value, dict) and isinstance(target := cast("Object", value).get("$ref"), str):
        return resolve(documents, file, target)
    return file, cast("Any", value)


def _dangling(documents: Documents) -> Iterator[str]:
    for file, place, reference in _references(documents):
        try:
            resolve(documents, file, reference)
        except DanglingError:
            yield f"{file}: {place}: nothing at {reference}"


def _references(documents: Documents) -> Iterator[tuple[str, str, str]]:
    for file, document in documents.items():
        for place, each in walk(document):
            if isinstance(reference := each.get("$ref"), str):
                yield file, place, reference


def _components(documents: Documents, file: str) -> Iterator[str]:
    used = {reference for name, _, reference in _references(documents) if name == file}
    for kind, components in documents[file].get("components", {}).items():
        for key in components:
            if not COMPONENT_KEY.fullmatch(key):
                yield f"component key {key!r}"
            if f"#/components/{kind}/{key}" not in used:
                yield f"nothing refers to component {kind}/{key}"
    tags = [tag["name"] for tag in documents[file].get("components", {}).get("tags", {}).values()]
    yield from (f"tag {name!r} twice" for name in set(tags) if tags.count(name) > 1)
    for place, each in walk(documents[file]):
        if "$ref" in each and len(each) > 1:
            yield f"{place}: something stands beside a $ref"


def _made_up(documents: Documents, file: str) -> Iterator[str]:
    """What no map knows: where a broker is, and how its clients authenticate."""
    document = documents[file]
    yield from (f"{key} are made up" for key in ("servers",) if key in document)
    yield from ("security schemes are made up" for _ in document.get("components", {}).get("securitySchemes", ()))
    yield from (
        f"{place}: a placeholder" for place, each in walk(document) if "security" in each or "variables" in each
    )


def _channels(documents: Documents, file: str) -> Iterator[str]:
    addresses: set[tuple[str, ...]] = set()
    for key, channel in documents[file].get("channels", {}).items():
        if "$ref" in channel:
            continue
        if set(PARAMETER.findall(channel["address"])) != set(channel.get("parameters", {})):
            yield f"channel {key}: its parameters aren't those of its address"
        protocols = [*channel.get("bindings", {}), channel.get("x-ctxmap", {}).get("protocol", "")]
        if (address := (channel["address"], *protocols)) in addresses:
            yield f"channel {key}: its address is another's too"
        addresses.add(address)


def _operations(documents: Documents, file: str) -> Iterator[str]:
    for key, operation in documents[file].get("operations", {}).items():
        channel = operation["channel"]["$ref"]
        if not channel.startswith("#/channels/"):
            yield f"operation {key}: its channel isn't the document's"
        if not all(message["$ref"].startswith(f"{channel}/messages/") for message in operation["messages"]):
            yield f"operation {key}: a message isn't of its channel"


def _messages(documents: Documents, file: str) -> Iterator[str]:
    document = documents[file]
    for key, message in document.get("components", {}).get("messages", {}).items():
        headers = message.get("headers", {})
        if missing := set(headers.get("required", ())) - set(headers.get("properties", {})):
            yield f"message {key}: required headers {sorted(missing)} aren't there"
        location = followed(documents, file, message.get("correlationId", {}))[1].get("location", "")
        holder = headers if location.startswith("$message.header#") else message["payload"]
        if location and location.partition("#/")[2] not in holder.get("properties", {}):
            yield f"message {key}: its correlation id isn't where it says"
        if not message.get("examples"):
            yield f"message {key}: no example"
        for example in message.get("examples", ()):
            if example.keys() & {"headers", "payload"} != message.keys() & {"headers", "payload"}:
                yield f"message {key}: an example isn't whole"
            for part, schema in (("headers", headers), ("payload", message["payload"])):
                if part not in example:
                    continue
                errors = _errors({**schema, "components": document["components"]}, example[part])
                yield from (f"message {key}: example: {error}" for error in errors)


def _errors(schema: Object, value: object) -> Iterator[str]:
    validator: Any = Draft7Validator(schema)
    return (error.message for error in validator.iter_errors(value))
