"""The headers of messages: CloudEvents 1.0 in the binary mode of the protocol, and what ties messages together."""

from __future__ import annotations

from ctxmap.backends._contracts.prose import listed
from ctxmap.backends._contracts.schema import Schema
from ctxmap.backends.asyncapi.channels import Message
from ctxmap.backends.asyncapi.document import CorrelationId, MessageTrait
from ctxmap.backends.asyncapi.protocols import Protocol

_ALWAYS = ("specversion", "id", "source", "type")
"""The attributes that every CloudEvent has."""


def trait_key(protocol: Protocol) -> str:
    """Under which key the headers that all messages have stand among a document's traits."""
    return f"{protocol.name}CloudEvent"


def correlation_key(protocol: Protocol) -> str:
    """Under which key it stands where messages say what they belong to."""
    return f"{protocol.name}Correlation"


def trait(protocol: Protocol) -> MessageTrait:
    """The headers that every message has; what a message has of its own stands with it."""
    attributes: dict[str, Schema] = {
        "specversion": {"type": "string", "const": "1.0"},
        "id": {"type": "string", "minLength": 1, "description": "Unique together with the source."},
        "source": {"type": "string", "format": "uri-reference", "description": "Who sends it."},
        "time": {"type": "string", "format": "date-time"},
        "subject": {"type": "string", "description": "The identity of what the message is about."},
    }
    return {
        "headers": {
            "title": "CloudEventHeaders",
            "type": "object",
            "description": f"CloudEvents 1.0 as headers; {protocol.title}.",
            "properties": {
                **{_attribute(name, protocol): schema for name, schema in attributes.items()},
                _header("correlation-id", protocol): {
                    "type": "string",
                    "description": "Stays the same through one business process.",
                },
                _header("causation-id", protocol): {
                    "type": "string",
                    "description": "The id of the message that led to this one.",
                },
            },
        }
    }


def headers(message: Message, kind: str, source: str, protocol: Protocol) -> Schema:
    """A message's own headers; `source` is "" where several may send it.

    `required` names all that a message must have, those of the trait too: merging a trait doesn't add to a list.
    """
    own: dict[str, Schema] = {_attribute("type", protocol): {"type": "string", "const": kind}}
    if source:
        own[_attribute("source", protocol)] = {"type": "string", "format": "uri-reference", "const": source}
    if told_by := _idempotency(message):
        own[_header("idempotency-key", protocol)] = {"type": "string", "description": told_by}
    if any(each.terms.ordering == "BY_VERSION" for each in message.deliveries):
        own[_header("aggregate-version", protocol)] = {
            "type": "integer",
            "format": "int64",
            "description": "The version that it led to; whoever knows a later one drops the message.",
        }
    always = [_attribute(name, protocol) for name in _ALWAYS]
    return {
        "title": f"{message.name}Headers",
        "type": "object",
        "required": list(dict.fromkeys((*always, *own, _header("correlation-id", protocol)))),
        "properties": own,
    }


def correlation(protocol: Protocol) -> CorrelationId:
    """Where a message says to which business process it belongs."""
    return {
        "description": "Ties together the messages of one business process.",
        "location": f"$message.header#/{_header('correlation-id', protocol)}",
    }


def _idempotency(message: Message) -> str:
    """What is said of the idempotency key; "" where no consumer needs one."""
    terms = [each.terms for each in message.deliveries]
    attributes = dict.fromkeys(f"`{each.name}`" for term in terms for each in term.idempotent_by)
    if attributes:
        return f"Stays the same when the message is sent again; made of {listed(attributes)}."
    needed = any(term.is_idempotent or term.delivery == "AT_LEAST_ONCE" for term in terms)
    return "Stays the same when the message is sent again." if needed else ""


def _attribute(name: str, protocol: Protocol) -> str:
    return f"{protocol.attribute_prefix}{name}"


def _header(name: str, protocol: Protocol) -> str:
    return name.replace("-", protocol.word_border)
