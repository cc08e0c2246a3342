"""What a relationship's `implementationTechnology` says of the protocol, and what follows from the protocol.

Where it says nothing, nothing is made up: the protocol is unknown, there are no bindings, and headers go by their plain
names. How CloudEvents become headers is after the protocol bindings of CloudEvents 1.0, what `bindings` hold after
AsyncAPI's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from ctxmap.backends._contracts.schema import Schema


class Protocol(msgspec.Struct, frozen=True, kw_only=True):
    """A way to carry messages."""

    key: str
    """AsyncAPI's word for it."""
    name: str
    """What brokers that speak it are called in a document."""
    title: str
    words: re.Pattern[str]
    """What a map may call it."""
    attribute_prefix: str = ""
    """Before the name of each CloudEvents attribute, in binary mode."""
    word_border: str = "-"
    """Between the words of a header's name."""


def _protocol(key: str, title: str, words: str, attribute_prefix: str = "", word_border: str = "-") -> Protocol:
    return Protocol(
        key=key,
        name=key,
        title=title,
        words=re.compile(rf"(?<![^\W_])(?:{words})(?![^\W_])", re.IGNORECASE),
        attribute_prefix=attribute_prefix,
        word_border=word_border,
    )


PROTOCOLS = (
    _protocol("kafka", "Apache Kafka", "kafka|redpanda", "ce_"),
    _protocol("ibmmq", "IBM MQ", r"ibm\s*mq|websphere\s*mq|mqseries"),
    _protocol("anypointmq", "Anypoint MQ", r"anypoint\s*mq"),
    _protocol("amqp", "AMQP", r"rabbit\s*mq|amqp", "cloudEvents:"),
    _protocol("jms", "JMS", r"jms|active\s*mq|artemis", "cloudEvents_", "_"),
    _protocol("mqtt", "MQTT", "mqtt|mosquitto|hivemq"),
    _protocol("nats", "NATS", r"nats|jetstream", "ce-"),
    _protocol("pulsar", "Apache Pulsar", "pulsar"),
    _protocol("sqs", "Amazon SQS", "sqs"),
    _protocol("sns", "Amazon SNS", "sns"),
    _protocol("googlepubsub", "Google Cloud Pub/Sub", r"google(?:\s*cloud)?\s*pub/?sub|gcp\s*pub/?sub", "ce-"),
    _protocol("solace", "Solace", r"solace"),
    _protocol("stomp", "STOMP", "stomp"),
    _protocol("redis", "Redis", r"redis"),
)
UNKNOWN = Protocol(key="unknown", name="broker", title="The map doesn't name the protocol", words=re.compile(r"(?!)"))
_FORMATS = {
    re.compile(r"(?<![^\W_])avro(?![^\W_])", re.IGNORECASE): "avro/binary",
    re.compile(r"(?<![^\W_])(?:protobuf|protocol buffers)(?![^\W_])", re.IGNORECASE): "application/protobuf",
    re.compile(r"(?<![^\W_])xml(?![^\W_])", re.IGNORECASE): "application/xml",
}
_AMQP_LONGEST = 255
_QUALITY_OF_SERVICE = {"AT_MOST_ONCE": 0, "AT_LEAST_ONCE": 1, "EXACTLY_ONCE": 2}


def protocol_of(technology: str) -> Protocol:
    """The protocol that a technology speaks: the one named first; unknown where it names none."""
    found = [(match.start(), each) for each in PROTOCOLS if (match := each.words.search(technology))]
    return min(found, key=lambda pair: pair[0])[1] if found else UNKNOWN


def content_type(technologies: Iterable[str]) -> str:
    """The media type of payloads: of a format that a technology names (`Kafka, Avro`), else JSON."""
    named = {media for each in technologies for words, media in _FORMATS.items() if words.search(each)}
    return min(named) if named else "application/json"


def rank(protocol: Protocol) -> int:
    """The place of a protocol among those that ctxmap knows; an unknown one comes last."""
    return PROTOCOLS.index(protocol) if protocol in PROTOCOLS else len(PROTOCOLS)


def channel_bindings(protocol: Protocol, address: str, *, is_queue: bool) -> dict[str, Any]:
    """A topic for what many may hear, a queue for what one shall do.

    The bindings name the protocol. Amazon SQS, Apache Pulsar and Google Cloud Pub/Sub have none that a map could fill
    in, as they ask for a FIFO queue or not, for a namespace, and for the settings of a schema.
    """
    kind = "queue" if is_queue else "topic"
    queue = {"is": "queue", "queue": {"name": address}}
    exchange = {"is": "routingKey", "exchange": {"name": address, "type": "topic"}}
    unnamed = {"is": "queue" if is_queue else "routingKey"}
    amqp = (queue if is_queue else exchange) if len(address) <= _AMQP_LONGEST else unnamed
    bindings: dict[str, dict[str, Any]] = {
        "kafka": {"bindingVersion": "0.5.0", "topic": address},
        "jms": {"bindingVersion": "0.0.1", "destination": address, **({"destinationType": kind} if is_queue else {})},
        "amqp": {"bindingVersion": "0.3.0", **amqp},
        "ibmmq": {"bindingVersion": "0.1.0", "destinationType": kind},
        "anypointmq": {
            "bindingVersion": "0.0.1",
            "destination": address,
            "destinationType": "queue" if is_queue else "exchange",
        },
        "sns": {"bindingVersion": "0.1.0", "name": address},
        **{key: {} for key in ("mqtt", "nats", "solace", "stomp", "redis")},
    }
    return {protocol.key: bindings[protocol.key]} if protocol.key in bindings else {}


def message_bindings(protocol: Protocol, key: Schema | None) -> dict[str, Any]:
    """`key` is the schema of what keeps messages about one thing in order."""
    if protocol.key == "kafka" and key:
        return {"kafka": {"bindingVersion": "0.5.0", "key": key}}
    return {}


def send_bindings(protocol: Protocol, deliveries: Sequence[str]) -> dict[str, Any]:
    """What a sender has to set, given what it promises to each consumer; the map names no clients."""
    return _quality_of_service(deliveries) if protocol.key == "mqtt" else {}


def receive_bindings(protocol: Protocol, deliveries: Sequence[str]) -> dict[str, Any]:
    """What a receiver has to set, given what each sender promises; the map names no groups."""
    return _quality_of_service(deliveries) if protocol.key == "mqtt" else {}


def _quality_of_service(deliveries: Sequence[str]) -> dict[str, Any]:
    """The highest that anybody is promised, which serves all others."""
    qualities = [_QUALITY_OF_SERVICE[each] for each in deliveries if each in _QUALITY_OF_SERVICE]
    return {"mqtt": {"bindingVersion": "0.2.0", "qos": max(qualities)}} if qualities else {}
