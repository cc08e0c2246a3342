"""Which messages a map says that a context sends and receives, and which messages of its contract they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

import msgspec

from ctxmap.analyses.contracts.messages import Delivery, deliveries
from ctxmap.breaking.shape import Shape, resolved
from ctxmap.breaking.wire import shape_of
from ctxmap.drift import naming
from ctxmap.drift.observed import Contract, Observed
from ctxmap.foreign.asyncapi import Action, Message, messages
from ctxmap.model import index
from ctxmap.model.elements import Element


class Expected(msgspec.Struct, frozen=True, eq=False, kw_only=True):
    """A message that a context sends or receives, with its deliveries there, and what of the contract it is."""

    action: Action
    context: str
    deliveries: tuple[Delivery, ...]
    contract: Contract
    found: tuple[Message, ...]

    @property
    def name(self) -> str:
        """Its name on the map."""
        return self.deliveries[0].name

    @property
    def verb(self) -> str:
        """`sends` or `receives`."""
        return "sends" if self.action == "send" else "receives"

    @property
    def others(self) -> tuple[str, ...]:
        """The contexts on the other end."""
        ends = (each.receiver if self.action == "send" else each.sender for each in self.deliveries)
        return tuple(dict.fromkeys(filter(None, ends)))


class Messaging:
    """The contracts on messages compared with the map."""

    def __init__(self, observed: Observed) -> None:
        self._observed = observed

    @cached_property
    def expected(self) -> Sequence[Expected]:
        """Every message that the map says contexts with a contract send or receive, in the order of the text."""
        return [each for contract in self._contracts for each in self._of(contract)]

    @cached_property
    def surplus(self) -> Sequence[tuple[Contract, Message]]:
        """What contracts have, and the map doesn't say."""
        known = {id(message) for each in self.expected for message in each.found}
        return [
            (contract, message)
            for contract in self._contracts
            for message in self._messages(contract)
            if id(message) not in known and not self._observed.is_ignored(message.channel)
        ]

    def shape(self, expected: Expected) -> Shape | None:
        """What the message looks like on the map; None where nobody declares it."""
        declared = expected.deliveries[0].message
        return shape_of(self._observed.model, declared) if declared else None

    def place(self, expected: Expected) -> Element:
        """Where the map says that it is sent: what declares it, or else the relationship."""
        first = expected.deliveries[0]
        return (
            first.message
            or self._observed.between(first.sender, first.receiver)
            or index.contexts(self._observed.model)[expected.context]
        )

    @cached_property
    def _contracts(self) -> Sequence[Contract]:
        return [each for each in self._observed.messaging if each.context]

    @cached_property
    def _read(self) -> dict[int, Sequence[Message]]:
        return {}

    def _messages(self, contract: Contract) -> Sequence[Message]:
        key = id(contract.document)
        if key not in self._read:
            self._read[key] = list(messages(contract.document, contract.known_documents.get))
        return self._read[key]

    def _of(self, contract: Contract) -> Iterator[Expected]:
        own = contract.context.qualified_name if contract.context else ""
        actions: tuple[Action, ...] = ("send", "receive")
        for action in actions:
            grouped: dict[tuple[str, str], list[Delivery]] = {}
            for each in deliveries(self._observed.model):
                if own == (each.sender if action == "send" else each.receiver):
                    grouped.setdefault((each.kind, _element(each)), []).append(each)
            for several in grouped.values():
                found = [one for one in self._messages(contract) if one.action == action and _is(several[0], one)]
                yield Expected(
                    action=action, context=own, deliveries=tuple(several), contract=contract, found=tuple(found)
                )


def _element(delivery: Delivery) -> str:
    return delivery.message.qualified_name if delivery.message else f"{delivery.owner}::{delivery.name}"


def _is(delivery: Delivery, message: Message) -> bool:
    if message.element:
        return message.element == _element(delivery)
    wanted = naming.message(delivery.name.rpartition("::")[2])
    return any(naming.message(name) == wanted for name in message.names)


def payload(message: Message) -> Shape | None:
    """The payload of a message; of a CloudEvent in structured mode, its data."""
    if message.payload is None:
        return None
    shape = resolved(Shape(message.payload, message.components))
    members = shape.schema.get("properties", {})
    return shape.inner(members["data"]) if {"specversion", "data"} <= set(members) else shape
