"""Operations as a table: signature, description and what else is stated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ctxmap.documents import phrases
from ctxmap.documents.page import Blocks, Part, Text, code, join, names, sentence, table, text, words
from ctxmap.model.elements import Channel, Consumer, Operation, Repository, Service


def operations(declared: Iterable[Operation]) -> Blocks:
    """A row for each; nothing, if there is none."""
    rows = ((code(_signature(each)), words(each.doc), sentence(join("; ", _details(each)))) for each in declared)
    return table(("Operation", "Description", "Notes"), rows)


def subscription(listener: Service | Repository | Consumer) -> Text:
    """The channel that a service, repository or consumer subscribes to; nothing if it has none."""
    return text("Subscribes to ", _channel(listener.subscribes)) if listener.subscribes else ()


def _signature(operation: Operation) -> str:
    """`place(PlaceOrder command): OrderId`."""
    parameters = ", ".join(f"{parameter.type} {parameter.name}" for parameter in operation.parameters)
    returns = f": {operation.returns}" if operation.returns else ""
    return f"{operation.name}({parameters}){returns}"


def _details(operation: Operation) -> Iterator[Part]:
    if operation.http_method or operation.path:
        yield code(f"{operation.http_method} {operation.path}")
    if operation.access:
        yield phrases.ACCESS[operation.access]
    if operation.transition:
        yield words(phrases.transition(operation.transition))
    if operation.composes:
        yield text("composes ", names(reference.name for reference in operation.composes))
    if operation.delegates_to:
        yield text("delegates to ", code(operation.delegates_to))
    if operation.publishes:
        event = code(operation.publishes.event.name) if operation.publishes.event else ""
        yield join(" ", ("publishes", event, "to", _channel(operation.publishes)))
    if operation.is_deprecated:
        yield phrases.deprecation(operation)
    if operation.throws:
        yield text("throws ", names(operation.throws))


def _channel(channel: Channel) -> Text:
    return join(" on ", (code(channel.name), code(channel.event_bus)))
