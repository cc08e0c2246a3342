"""What a context does with messages: it sends them, it receives them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ctxmap.analyses.contracts.messages import Delivery
from ctxmap.backends._contracts.emissions import operations_by_event
from ctxmap.backends._contracts.names import Names, pascal
from ctxmap.backends._contracts.schema import trimmed
from ctxmap.backends.asyncapi.channels import Channel, Message
from ctxmap.backends.asyncapi.document import Operation, Reference
from ctxmap.backends.asyncapi.protocols import receive_bindings, send_bindings
from ctxmap.backends.asyncapi.tags import Tags
from ctxmap.backends.asyncapi.wording import delivery_facts, element, receiving, sending, summary, told
from ctxmap.model.elements import BoundedContext, Model


def operations(
    model: Model, context: BoundedContext, channels: Mapping[str, Channel], tags: Tags
) -> dict[str, Operation]:
    """The operations of a document that holds these channels under these keys; sending first."""
    own = context.qualified_name
    sends: list[tuple[str, Operation]] = []
    receives: list[tuple[str, Operation]] = []
    for key, channel in channels.items():
        for message in channel.messages:
            at = _At(key, channel, message, tags.of(channel, message))
            if sent := [each for each in message.deliveries if each.sender == own]:
                sends.append((_sending_id(message), _sending(model, at, sent)))
            if received := [each for each in message.deliveries if each.receiver == own]:
                receives.append((f"receive{pascal(message.name)}", _receiving(model, at, received)))
    ids = Names()
    return {ids.take(wanted): operation for wanted, operation in (*sends, *receives)}


class _At:
    """Where an operation is performed: a message of a channel, and how the document refers to both."""

    def __init__(self, key: str, channel: Channel, message: Message, tag: Reference) -> None:
        self.message = message
        self.protocol = channel.protocol
        self.channel: Reference = {"$ref": f"#/channels/{key}"}
        self.messages: list[Reference] = [{"$ref": f"#/channels/{key}/messages/{message.key}"}]
        self.tags = [tag]


def _sending_id(message: Message) -> str:
    return f"{'publish' if message.is_event else 'send'}{pascal(message.name)}"


def _sending(model: Model, at: _At, sent: Sequence[Delivery]) -> Operation:
    operation: Operation = {
        "action": "send",
        "title": f"{'Publish' if at.message.is_event else 'Send'} {at.message.name}",
        "summary": told(model, at.message, _one_each(sent)),
        "description": sending(model, at.message, _one_each(sent)),
        "channel": at.channel,
        "messages": at.messages,
        "tags": at.tags,
        "bindings": send_bindings(at.protocol, [each.terms.delivery for each in sent]),
        "x-ctxmap": {
            "kind": "publish" if at.message.is_event else "send",
            "element": element(at.message),
            "raisedBy": list(operations_by_event(model).get(element(at.message), ())),
            "consumers": [_consumer(model, at.message, each) for each in _one_each(sent) if each.receiver],
        },
    }
    operation["x-ctxmap"] = trimmed(operation["x-ctxmap"])
    return trimmed(operation)


def _receiving(model: Model, at: _At, received: Sequence[Delivery]) -> Operation:
    senders = list(dict.fromkeys(each.sender for each in received))
    operation: Operation = {
        "action": "receive",
        "title": f"{'React to' if at.message.is_event else 'Do'} {at.message.name}",
        "summary": summary(at.message),
        "description": receiving(model, at.message, received),
        "channel": at.channel,
        "messages": at.messages,
        "tags": at.tags,
        "bindings": receive_bindings(at.protocol, [each.terms.delivery for each in received]),
        "x-ctxmap": {
            "kind": "receive",
            "element": element(at.message),
            "publishers" if at.message.is_event else "senders": senders,
            **delivery_facts(model, received[0], element(at.message)),
        },
    }
    return trimmed(operation)


def _consumer(model: Model, message: Message, delivery: Delivery) -> dict[str, Any]:
    return {"context": delivery.receiver, **delivery_facts(model, delivery, element(message))}


def _one_each(sent: Sequence[Delivery]) -> list[Delivery]:
    """For each receiver the first delivery: a document tells one story, however many maps do."""
    return list({each.receiver: each for each in reversed(sent)}.values())[::-1]
