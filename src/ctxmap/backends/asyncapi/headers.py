"""What every message has beside its data: CloudEvents 1.0, and what ties messages together.

Where the protocol is known, that is in headers (the binary mode of CloudEvents); otherwise it is in the payload, with
the data inside (the structured mode), which every protocol can carry.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, cast

import msgspec

from ctxmap.backends._contracts.prose import listed, prose
from ctxmap.backends._contracts.schema import Schema
from ctxmap.backends.asyncapi.channels import Message
from ctxmap.backends.asyncapi.document import CorrelationId
from ctxmap.backends.asyncapi.protocols import UNKNOWN, Protocol

_ALWAYS = ("specversion", "id", "source", "type", "correlation-id")
_EXTENSIONS = ("idempotency-key", "aggregate-version", "correlation-id", "causation-id")
"""What CloudEvents has no attribute for; the headers don't have the prefix of its attributes."""
_ID = "8e03978e-40d5-43dd-bc93-6894a57f9324"
_CORRELATION = "6f2e7f31-58cf-41cf-9db5-7a1b8c0f6a11"
_CAUSE = "3f0c4a52-7a40-4f3e-9f55-7a0b4d1c1f10"


class About(msgspec.Struct, frozen=True, kw_only=True):
    """What a message says of itself: `kind` is the type of the event, `source` is "" where several may send it.

    `subject` is the title of the aggregate that it is about, and the member of the payload that is its identity; both
    are "" where there is none.
    """

    message: Message
    kind: str
    source: str
    subject: tuple[str, str]
    title: Mapping[str, str]
    """The titles of contexts, by qualified name."""


def is_structured(protocol: Protocol) -> bool:
    """Whether the attributes are in the payload."""
    return protocol is UNKNOWN


def headers(about: About, protocol: Protocol) -> Schema:
    """The headers of a message, in binary mode."""
    name = about.message.name
    return {
        "title": f"{name}Headers",
        "type": "object",
        "description": f"What is in the headers of {name}: CloudEvents 1.0 in binary mode.",
        **_members(about, protocol),
    }


def envelope(about: About, data: Schema) -> Schema:
    """The payload of a message in structured mode: its attributes, and its data."""
    name = about.message.name
    members = _members(about, UNKNOWN)
    media: Schema = {"type": "string", "const": "application/json"}
    return {
        "title": f"{name}CloudEvent",
        "type": "object",
        "description": f"{name} as CloudEvents 1.0 in structured mode, since the map doesn't name the protocol.",
        "required": [*members.get("required", ()), "data"],
        "properties": {**members.get("properties", {}), "datacontenttype": media, "data": data},
    }


def example(about: About, protocol: Protocol, data: Any) -> dict[str, Any]:
    """The attributes of a message with that data."""
    held = cast("dict[str, Any]", data) if isinstance(data, dict) else {}
    parts = [str(held[name]) for name in _idempotent_by(about.message) if name in held]
    version = held.get("version")
    values = {
        "specversion": "1.0",
        "id": _ID,
        "source": about.source or "urn:ctxmap:sender",
        "type": about.kind,
        "time": "2026-11-22T13:00:00Z",
        "subject": str(held.get(about.subject[1], "subject-1")),
        "idempotency-key": "/".join(parts) or _ID,
        "aggregate-version": version if isinstance(version, int) else 1,
        "correlation-id": _CORRELATION,
        "causation-id": _CAUSE,
    }
    return {_name(name, protocol): values[name] for name, _ in _attributes(about, protocol)}


def correlation_key(protocol: Protocol) -> str:
    """Under which key it stands where messages say what they belong to."""
    if is_structured(protocol):
        return "structuredCorrelation"
    return "correlation" if protocol.word_border == "-" else f"{protocol.name}Correlation"


def correlation(protocol: Protocol) -> CorrelationId:
    """Where a message says to which business process it belongs."""
    where = "payload" if is_structured(protocol) else "header"
    return {
        "description": "Ties together the messages of one business process.",
        "location": f"$message.{where}#/{_name('correlation-id', protocol)}",
    }


def _members(about: About, protocol: Protocol) -> Schema:
    attributes = dict(_attributes(about, protocol))
    needed = [name for name in attributes if name in (*_ALWAYS, "idempotency-key", "aggregate-version")]
    return {
        "required": [_name(name, protocol) for name in needed],
        "properties": {_name(name, protocol): schema for name, schema in attributes.items()},
    }


def _attributes(about: About, protocol: Protocol) -> Iterator[tuple[str, Schema]]:
    said = f"aggregate {about.subject[0]} that" if about.subject[0] else "thing that"
    source: Schema = {"type": "string", "format": "uri-reference", "description": "Who sends the message."}
    yield "specversion", {"type": "string", "const": "1.0"}
    yield "id", _text("Tells this message from any other of the same source.")
    yield "source", {**source, "const": about.source} if about.source else source
    yield "type", {"type": "string", "description": "What the message says.", "const": about.kind}
    yield "time", {"type": "string", "format": "date-time", "description": "When it happened."}
    yield "subject", {"type": "string", "description": f"The identity of the {said} the message is about."}
    if repeats := _idempotency(about):
        yield "idempotency-key", _text(repeats)
    if ordered := _ordered(about):
        yield "aggregate-version", {"type": "integer", "format": "int64", "description": ordered}
    yield "correlation-id", _text("Stays the same through one business process.")
    cause = f"The `{_name('id', protocol)}` of the message that led to this one."
    yield "causation-id", {"type": "string", "description": cause}


def _text(said: str) -> Schema:
    return {"type": "string", "minLength": 1, "description": said}


def _idempotency(about: About) -> str:
    """What is said of the idempotency key; "" where no consumer needs one."""
    by_consumer: dict[tuple[str, ...], list[str]] = {}
    for each in about.message.deliveries:
        if each.terms.idempotent_by and each.receiver:
            names = tuple(part.name for part in each.terms.idempotent_by)
            by_consumer.setdefault(names, []).append(about.title.get(each.receiver, each.receiver))
    attributes = _idempotent_by(about.message)
    is_needed = any(
        each.terms.is_idempotent or each.terms.delivery == "AT_LEAST_ONCE" for each in about.message.deliveries
    )
    if not attributes:
        return "Stays the same when the message is sent again." if is_needed else ""
    each_one = [
        f"{listed(dict.fromkeys(consumers))} {_verb('recognise', consumers)} a repeat by {listed(map(_code, names))}."
        for names, consumers in by_consumer.items()
    ]
    made_of = f"Stays the same when the message is sent again; it is made of {listed(map(_code, attributes))}."
    return " ".join((made_of, *each_one))


def _ordered(about: About) -> str:
    """What is said of the version; "" where no consumer goes by it."""
    sent = [each for each in about.message.deliveries if each.terms.ordering == "BY_VERSION"]
    consumers = list(dict.fromkeys(about.title.get(each.receiver, each.receiver) for each in sent if each.receiver))
    dropped = f"{listed(consumers)} {_verb('drop', consumers)} the message after a later one." if consumers else ""
    return prose(f"The version that the change led to. {dropped}") if sent else ""


def _idempotent_by(message: Message) -> list[str]:
    return list(dict.fromkeys(part.name for each in message.deliveries for part in each.terms.idempotent_by))


def _verb(verb: str, subjects: list[str]) -> str:
    return verb if len(dict.fromkeys(subjects)) > 1 else f"{verb}s"


def _code(name: str) -> str:
    return f"`{name}`"


def _name(name: str, protocol: Protocol) -> str:
    """The name of an attribute: in structured mode, CloudEvents allows small letters and digits only."""
    if is_structured(protocol):
        return name.replace("-", "")
    return name.replace("-", protocol.word_border) if name in _EXTENSIONS else f"{protocol.attribute_prefix}{name}"
