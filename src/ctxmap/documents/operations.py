"""Operations as a table: how each is called, and what is known of what it does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ctxmap.documents import phrases
from ctxmap.documents.markdown import code, sentence, table, words
from ctxmap.model.elements import Channel, Consumer, Operation, Repository, Service


def operations(given: Iterable[Operation]) -> str:
    """A row for each; "" of nothing."""
    rows = ((code(_signature(each)), words(each.doc), sentence("; ".join(_details(each)))) for each in given)
    return table(("Operation", "What it does", "Notes"), rows)


def subscription(listener: Service | Repository | Consumer) -> str:
    """The channel that it listens to; "" if it doesn't."""
    return f"Listens to {_channel(listener.subscribes)}" if listener.subscribes else ""


def _signature(operation: Operation) -> str:
    """`place(PlaceOrder command): OrderId`."""
    parameters = ", ".join(f"{parameter.type} {parameter.name}" for parameter in operation.parameters)
    returns = f": {operation.returns}" if operation.returns else ""
    return f"{operation.name}({parameters}){returns}"


def _details(operation: Operation) -> Iterator[str]:
    if operation.http_method or operation.path:
        yield code(f"{operation.http_method} {operation.path}")
    if operation.access:
        yield phrases.ACCESS[operation.access]
    if operation.transition:
        yield words(phrases.transition(operation.transition))
    if operation.composes:
        yield f"puts together {_names(reference.name for reference in operation.composes)}"
    if operation.delegates_to:
        yield f"delegates to {code(operation.delegates_to)}"
    if operation.publishes:
        event = f"{code(operation.publishes.event.name)} to " if operation.publishes.event else "to "
        yield f"publishes {event}{_channel(operation.publishes)}"
    if operation.throws:
        yield f"may fail with {_names(operation.throws)}"


def _channel(channel: Channel) -> str:
    return code(channel.name) + (f" on {code(channel.event_bus)}" if channel.event_bus else "")


def _names(names: Iterable[str]) -> str:
    return ", ".join(map(code, names))
