"""What a context does with messages: it sends them, it receives them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from ctxmap.analyses.contracts.messages import Delivery
from ctxmap.backends._contracts.emissions import operations_by_event
from ctxmap.backends._contracts.keys import message_key
from ctxmap.backends._contracts.names import distinct, pascal
from ctxmap.backends._contracts.schema import trimmed
from ctxmap.backends.asyncapi.channels import Channel, Message
from ctxmap.backends.asyncapi.document import Operation, Reference
from ctxmap.backends.asyncapi.protocols import receive_bindings, send_bindings
from ctxmap.backends.asyncapi.tags import Tags
from ctxmap.backends.asyncapi.wording import delivery_facts, element, receiving, sending, summary, told
from ctxmap.model import index
from ctxmap.model.elements import BoundedContext, DomainObject, Model
from ctxmap.model.facts import once_per_model


def operations(
    model: Model, context: BoundedContext, channels: Mapping[str, Channel], tags: Tags
) -> dict[str, Operation]:
    """The operations of a document that holds these channels under these keys; sending first."""
    own = context.qualified_name
    sends: list[tuple[list[str], Operation]] = []
    receives: list[tuple[list[str], Operation]] = []
    for key, channel in channels.items():
        for message in channel.messages:
            at = _At(key, channel, message, tags.of(channel, message))
            if sent := [each for each in message.deliveries if each.sender == own]:
                verb = "publish" if message.is_event else "send"
                sends.append((_ids(model, own, verb, key, channel, message), _sending(model, at, sent)))
            if received := [each for each in message.deliveries if each.receiver == own]:
                receives.append((_ids(model, own, "receive", key, channel, message), _receiving(model, at, received)))
    described = [*sends, *receives]
    ids = distinct({number: wanted for number, (wanted, _) in enumerate(described)})
    return {ids[number]: operation for number, (_, operation) in enumerate(described)}


class _At:
    """Where an operation is performed: a message of a channel, and how the document refers to both."""

    def __init__(self, key: str, channel: Channel, message: Message, tag: Reference) -> None:
        self.message = message
        self.protocol = channel.protocol
        self.channel: Reference = {"$ref": f"#/channels/{key}"}
        self.messages: list[Reference] = [{"$ref": f"#/channels/{key}/messages/{message.key}"}]
        self.tags = [tag]


def _ids(model: Model, own: str, verb: str, key: str, channel: Channel, message: Message) -> list[str]:
    """Ever longer names of an operation: by the message, with the channel behind, with the context in front.

    The message of another context has its context in front if several contexts declare a message of that name.
    """
    name = _name(model, channel.owner, message)
    whole = pascal(f"{channel.owner}_{name}")
    is_ambiguous = channel.owner != own and _homes(model)[message.name] > 1
    shown = whole if is_ambiguous else pascal(name)
    behind = f"On{key[:1].upper()}{key[1:]}"
    return [f"{verb}{shown}", f"{verb}{shown}{behind}", f"{verb}{whole}{behind}"]


def _name(model: Model, owner: str, message: Message) -> str:
    """The name of a message, with what its key has in front: the aggregate where two have it, its own context."""
    if not message.declaration:
        return message.name
    declared = message.declaration.qualified_name
    home, *path = declared.split("::")
    pieces = message_key(model, home, declared).count(".") + 1
    return "_".join((*([] if home == owner else [home]), *path[-pieces:]))


@once_per_model
def _homes(model: Model) -> Mapping[str, int]:
    """For the name of a message, how many contexts declare one of that name; 0 where none does."""
    homes: dict[str, set[str]] = {}
    for each in index.types(model).values():
        if isinstance(each, DomainObject) and each.kind in ("DOMAIN_EVENT", "COMMAND"):
            homes.setdefault(each.name, set()).add(each.qualified_name.partition("::")[0])
    return Counter({name: len(contexts) for name, contexts in homes.items()})


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
