"""JSON Schemas of messages, for schema registries: `schemas/<context>/<message>.schema.json`.

Each file stands by itself, with all types of the message inside (JSON Schema 2020-12).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any, cast

from ctxmap.analyses.contracts.messages import deliveries
from ctxmap.backends import Artifact, Request, backend
from ctxmap.backends._contracts.about import urn
from ctxmap.backends._contracts.examples import Examples, NoExampleError
from ctxmap.backends._contracts.keys import message_key
from ctxmap.backends._contracts.schemas import Dialect, Schemas
from ctxmap.model import index
from ctxmap.model.elements import BoundedContext, DomainObject, Model
from ctxmap.model.names import context_files

_DIALECT = Dialect(beside_ref=True, always_titled=False, marks_read_only=False)
_COMPONENTS = "#/components/schemas/"


@backend("schemas/*/*.schema.json", on_request=True)
def build(request: Request) -> Iterator[Artifact]:
    """A schema for each declared message that somebody sends, in the folder of the context whose word it is."""
    model = request.model
    sent = {(each.owner, each.message.qualified_name): each.message for each in deliveries(model) if each.message}
    for (owner, name), message in sent.items():
        context = index.contexts(model)[owner]
        key = message_key(model, owner, name)
        text = json.dumps(_schema(model, context, message, key), ensure_ascii=False, indent=2)
        yield Artifact(f"schemas/{context_files(model)[owner]}/{key}.schema.json", f"{text}\n")


def _schema(model: Model, context: BoundedContext, message: DomainObject, key: str) -> dict[str, Any]:
    schemas = Schemas(model, context, _DIALECT)
    data = schemas.of(message)
    components = schemas.components()
    own = data.get("$ref", "").removeprefix(_COMPONENTS)
    schema: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{urn(context)}:{key}",
        "title": message.title,
        **_by_itself(components[own], own),
    }
    with suppress(NoExampleError):
        schema["examples"] = [Examples(components).of(data, message.name)]
    others = {name: _by_itself(each, own) for name, each in components.items() if name != own}
    return {**schema, "$defs": others} if others else schema


def _by_itself(part: Any, own: str) -> Any:
    """A part of a schema without words of OpenAPI; references lead to `$defs`, those to the message to the whole."""
    if isinstance(part, list):
        return [_by_itself(each, own) for each in cast("list[Any]", part)]
    if not isinstance(part, Mapping):
        return part
    members = cast("Mapping[str, Any]", part)
    kept = {name: _by_itself(each, own) for name, each in members.items() if not _is_openapi(name, each)}
    if isinstance(reference := members.get("$ref"), str):
        target = reference.removeprefix(_COMPONENTS)
        kept["$ref"] = "#" if target == own else f"#/$defs/{target}"
    return kept


def _is_openapi(name: str, value: Any) -> bool:
    return name == "discriminator" and isinstance(value, Mapping) and "propertyName" in value
