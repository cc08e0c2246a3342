"""Puts the document of one context together: its head, its channels, what it sends and receives on them.

A map names no hosts, so there are no servers; the bindings of a channel name its protocol.

A channel whose home is elsewhere is a pointer into the document there, so that each contract has one home. A pointer
has to be a URI, and few tools find a file whose name a URI spells with `%`: a channel of a context whose file has such
a name is copied, and says where it is from.
"""

from __future__ import annotations

from collections.abc import Mapping

from ctxmap.backends._contracts import about
from ctxmap.backends._contracts.prose import listed, prose
from ctxmap.backends._contracts.schema import trimmed
from ctxmap.backends.asyncapi.channels import Channel, channels, key_abroad
from ctxmap.backends.asyncapi.document import AsyncApi, Components, Info, Reference, SecurityScheme
from ctxmap.backends.asyncapi.document import Channel as Described
from ctxmap.backends.asyncapi.messages import Messages
from ctxmap.backends.asyncapi.operations import operations
from ctxmap.backends.asyncapi.protocols import UNKNOWN, channel_bindings
from ctxmap.backends.asyncapi.tags import Tags
from ctxmap.configuration import ContractDefaults
from ctxmap.model import index
from ctxmap.model.elements import BoundedContext, Model
from ctxmap.model.names import context_files

_VERSION = "3.0.0"
_CLIENT = "client"


def document(model: Model, context: BoundedContext, defaults: ContractDefaults) -> AsyncApi | None:
    """The document of a context; None for one that neither sends nor receives messages."""
    joined = _joined(model, context)
    if not joined:
        return None
    tags = Tags(model, context)
    described = operations(model, context, joined, tags)
    if defaults.broker_scheme:
        for each in described.values():
            each["security"] = [{"$ref": f"#/components/securitySchemes/{_CLIENT}"}]
    messages = Messages(model, context, _held(model, context, joined), tags)
    schemas = messages.schemas()
    messages.exemplify(schemas)
    components: Components = {
        "messages": messages.described,
        "correlationIds": messages.correlations,
        "schemas": schemas,
        "securitySchemes": _security(defaults) if described else {},
        "tags": dict(sorted(tags.described.items())),
    }
    result: AsyncApi = {
        "asyncapi": _VERSION,
        "id": about.urn(context),
        "info": _info(model, context, defaults, components),
        "defaultContentType": "application/json",
        "channels": {name: _channel(model, context, channel, messages) for name, channel in joined.items()},
        "operations": described,
        "components": trimmed(components),
    }
    return trimmed(result)


def _joined(model: Model, context: BoundedContext) -> dict[str, Channel]:
    """The channels that a context has to do with, by their key in its document; its own first."""
    own = context.qualified_name
    joined = sorted((each for each in channels(model) if each.joins(own)), key=lambda each: each.owner != own)
    return {each.key if each.owner == own else key_abroad(model, each): each for each in joined}


def _held(model: Model, context: BoundedContext, joined: Mapping[str, Channel]) -> list[Channel]:
    return [channel for channel in joined.values() if _is_held(model, context, channel)]


def _is_held(model: Model, context: BoundedContext, channel: Channel) -> bool:
    """Whether a channel stands in full in the document of a context."""
    return channel.owner == context.qualified_name or not context_files(model)[channel.owner].isascii()


def _info(model: Model, context: BoundedContext, defaults: ContractDefaults, components: Components) -> Info:
    tags: list[Reference] = [{"$ref": f"#/components/tags/{key}"} for key in components.get("tags", {})]
    return {
        "title": context.title,
        "version": defaults.version,
        "description": prose(about.description(context), f"This is what {context.title} sends and receives."),
        **about.contact(model, context, defaults),
        **_licence(defaults),
        "tags": tags,
        **about.external_docs(context),
        "x-ctxmap": about.facts(model, context),
    }


def _licence(defaults: ContractDefaults) -> about.Licensed:
    return {"license": {"name": defaults.license_name}} if defaults.license_name else {}


def _security(defaults: ContractDefaults) -> dict[str, SecurityScheme]:
    if not defaults.broker_scheme:
        return {}
    return {_CLIENT: {"type": defaults.broker_scheme, "description": "How a client of the broker authenticates."}}


def _channel(model: Model, context: BoundedContext, channel: Channel, messages: Messages) -> Described | Reference:
    if not _is_held(model, context, channel):
        return {"$ref": _elsewhere(model, channel, f"channels/{channel.key}")}
    protocol = channel.protocol
    is_queue = not any(message.is_event for message in channel.messages)
    described: Described = {
        "address": channel.address,
        "title": channel.title,
        "description": _description(model, channel),
        "messages": {each.key: messages.reference(channel, each) for each in channel.messages},
        "parameters": {name: {"description": f"The {name} in the address."} for name in channel.parameters},
        "bindings": channel_bindings(protocol, channel.address, is_queue=is_queue),
    }
    is_copy = channel.owner != context.qualified_name
    facts = {
        "copyOf": _elsewhere(model, channel, f"channels/{channel.key}") if is_copy else "",
        "protocol": "" if protocol is UNKNOWN or described["bindings"] else protocol.key,
    }
    described["x-ctxmap"] = trimmed(facts)
    return trimmed(described)


def _elsewhere(model: Model, channel: Channel, place: str) -> str:
    """A reference into the home of a channel."""
    return f"./{context_files(model)[channel.owner]}.yaml#/{place}"


def _description(model: Model, channel: Channel) -> str:
    declared = [message.declaration.qualified_name for message in channel.messages if message.declaration]
    aggregates = dict.fromkeys(each.title for name in declared if (each := index.aggregate_of(model, name)))
    if not aggregates:
        return f"Messages of {index.contexts(model)[channel.owner].title}."
    return f"Messages of the {'aggregate' if len(aggregates) == 1 else 'aggregates'} {listed(aggregates)}."
