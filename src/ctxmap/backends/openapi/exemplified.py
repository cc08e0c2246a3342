"""Adds an example to each parameter, header and body of a document that has none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ctxmap.backends._contracts.examples import Examples, NoExampleError
from ctxmap.backends.openapi.document import Header, MediaType, OpenApi, Operation, Parameter


def exemplified(document: OpenApi) -> OpenApi:
    """The document, whose parts get their examples in place."""
    examples = Examples(document.get("components", {}).get("schemas", {}))
    operations = [each for item in document.get("paths", {}).values() for each in item.values()]
    for operation in operations:
        for name, part in _parts(operation):
            _add(examples, name, part)
    return document


def _parts(operation: Operation) -> Iterator[tuple[str, Parameter | Header | MediaType]]:
    for parameter in operation.get("parameters", ()):
        media = parameter.get("content", {})
        yield from ((parameter.get("name", ""), each) for each in media.values())
        if "schema" in parameter:
            yield parameter.get("name", ""), parameter
    if "requestBody" in operation:
        yield from (("", each) for each in operation["requestBody"]["content"].values())
    for response in operation.get("responses", {}).values():
        if "$ref" not in response:
            yield from response.get("headers", {}).items()
            yield from (("", each) for each in response.get("content", {}).values())


def _add(examples: Examples, name: str, part: Parameter | Header | MediaType) -> None:
    if "example" in part or "examples" in part or "schema" not in part:
        return
    try:
        value: Any = examples.of(part["schema"], name)
    except NoExampleError:
        return
    part["example"] = value
