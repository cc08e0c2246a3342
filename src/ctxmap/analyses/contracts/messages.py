"""Who sends which message to whom, and so which contexts have a contract on messages: what the `async` blocks of the
landscape of the contracts say, and what channels join.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from ctxmap.analyses.contracts.calls import contract_landscape
from ctxmap.model import index
from ctxmap.model.elements import Async, BoundedContext, Channel, DomainObject, Model, Reference, Relationship
from ctxmap.model.facts import once_per_model


class Delivery(msgspec.Struct, frozen=True, kw_only=True):
    """A message on its way from one context to another; contexts by qualified name.

    `receiver` is "" where the map names none. `message` is None for a message that nobody declares.
    """

    kind: Literal["EVENT", "COMMAND"]
    name: str
    message: DomainObject | None
    sender: str
    receiver: str
    terms: Async
    technology: str = ""
    """The relationship's `implementationTechnology`."""

    @property
    def owner(self) -> str:
        """The context whose word it is: an event's sender, a command's receiver. The contract has its home there."""
        return self.sender if self.kind == "EVENT" else self.receiver


@once_per_model
def deliveries(model: Model) -> tuple[Delivery, ...]:
    """Every message that the landscape of the contracts sends, in the order of the text.

    What an operation publishes to a channel comes last: whoever subscribes to a channel of that name receives it.
    """
    landscape = contract_landscape(model)
    agreed = (
        delivery
        for relationship in landscape.relationships
        for terms in relationship.asyncs
        for delivery in _agreed(model, relationship, terms)
    )
    return (*agreed, *_published(model, landscape.contexts))


@once_per_model
def contexts_with_messages(model: Model) -> frozenset[str]:
    """The contexts, by qualified name, that send or receive messages, or whose word one is: those have a contract."""
    ends = (end for each in deliveries(model) for end in (each.owner, each.sender, each.receiver))
    return frozenset(filter(None, ends))


def _agreed(model: Model, relationship: Relationship, terms: Async) -> Iterator[Delivery]:
    """Left out is what has no sender or receiver: two equals, and the map doesn't say which is which."""
    technology = relationship.implementation_technology
    for event in terms.events if terms.publisher and terms.consumer else ():
        yield Delivery(
            kind="EVENT",
            name=event.name,
            message=_declared(model, event),
            sender=terms.publisher,
            receiver=terms.consumer,
            terms=terms,
            technology=technology,
        )
    for command in terms.commands if terms.command_sender and terms.command_receiver else ():
        yield Delivery(
            kind="COMMAND",
            name=command.name,
            message=_declared(model, command),
            sender=terms.command_sender,
            receiver=terms.command_receiver,
            terms=terms,
            technology=technology,
        )


def _published(model: Model, contexts: Sequence[BoundedContext]) -> Iterator[Delivery]:
    subscribers: dict[str, list[str]] = {}
    for context in contexts:
        for channel in _subscriptions(context):
            subscribers.setdefault(channel.name, []).append(context.qualified_name)
    for context in contexts:
        for channel, event in _publications(context):
            for receiver in dict.fromkeys(subscribers.get(channel.name, ("",))):
                yield Delivery(
                    kind="EVENT",
                    name=event.name,
                    message=_declared(model, event),
                    sender=context.qualified_name,
                    receiver="" if receiver == context.qualified_name else receiver,
                    terms=Async(topic=channel.name),
                )


def _publications(context: BoundedContext) -> Iterator[tuple[Channel, Reference]]:
    for operation in context.all_operations:
        if operation.publishes and operation.publishes.event:
            yield operation.publishes, operation.publishes.event


def _subscriptions(context: BoundedContext) -> Iterator[Channel]:
    for part in context.parts:
        repositories = [each.repository for each in part.objects if each.repository]
        for subscriber in (*part.services, *part.consumers, *repositories):
            if subscriber.subscribes:
                yield subscriber.subscribes


def _declared(model: Model, reference: Reference) -> DomainObject | None:
    thing = index.types(model).get(reference.target or "")
    return thing if isinstance(thing, DomainObject) else None
