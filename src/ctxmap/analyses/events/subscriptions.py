"""Events that go over a channel by name: `publish @Event to orders`, `subscribe to orders`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

from ctxmap.model.elements import BoundedContext, Channel, Operation


def subscribed_events(contexts: Iterable[BoundedContext]) -> Set[str]:
    """The events (qualified names) that an operation publishes to a channel that somebody listens to.

    A consumer takes its message, over whatever channel.
    """
    known = list(contexts)
    heard = {channel for context in known for channel in _channels(context)}
    published = (each.publishes for context in known for each in operations_inside(context) if each.publishes)
    over_channels = {each.event.target for each in published if each.event and each.name in heard}
    messages = {consumer.message_root for context in known for part in context.parts for consumer in part.consumers}
    return {name for name in (*over_channels, *(each.target for each in messages if each)) if name}


def operations_inside(context: BoundedContext) -> Iterator[Operation]:
    """Every operation in a context, whether or not somebody outside might call it."""
    yield from context.operations
    for service in context.all_services:
        yield from service.operations
    for thing in context.all_objects:
        yield from thing.operations
        if thing.repository:
            yield from thing.repository.operations


def _channels(context: BoundedContext) -> Iterator[str]:
    """The names of the channels that a context listens to."""
    consumers = [consumer for part in context.parts for consumer in part.consumers]
    yield from (consumer.channel for consumer in consumers if consumer.channel)
    repositories = (thing.repository for thing in context.all_objects if thing.repository)
    for listener in (*context.all_services, *repositories, *consumers):
        if isinstance(listener.subscribes, Channel):
            yield listener.subscribes.name
