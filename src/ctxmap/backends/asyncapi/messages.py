"""The messages whose home a document is, with their payloads and headers, and what several of them share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ctxmap.analyses.contracts.messages import Delivery
from ctxmap.backends._contracts import about
from ctxmap.backends._contracts.described import described
from ctxmap.backends._contracts.examples import Examples, NoExampleError
from ctxmap.backends._contracts.identity import identity
from ctxmap.backends._contracts.names import camel
from ctxmap.backends._contracts.names import key as spelt
from ctxmap.backends._contracts.prose import prose
from ctxmap.backends._contracts.schema import Schema, trimmed
from ctxmap.backends._contracts.schemas import Dialect, Schemas
from ctxmap.backends.asyncapi import headers
from ctxmap.backends.asyncapi.channels import Channel, Message
from ctxmap.backends.asyncapi.document import CorrelationId, Example, Reference
from ctxmap.backends.asyncapi.document import Message as Described
from ctxmap.backends.asyncapi.protocols import Protocol, content_type, message_bindings
from ctxmap.backends.asyncapi.tags import Tags
from ctxmap.backends.asyncapi.wording import element, summary, title
from ctxmap.model import index
from ctxmap.model.elements import BoundedContext, Model
from ctxmap.model.names import context_files

_STRUCTURED = "application/cloudevents+json"
_DIALECT = Dialect(beside_ref=False, always_titled=True, marks_read_only=False)


class Messages:
    """The messages of the channels that stand in a document, each once however many channels it travels on."""

    def __init__(self, model: Model, context: BoundedContext, channels: Iterable[Channel], tags: Tags) -> None:
        self._model = model
        self._context = context
        self._tags = tags
        self._schemas = Schemas(model, context, _DIALECT)
        self._keys: dict[tuple[str, str], str] = {}
        self.described: dict[str, Described] = {}
        self._waiting: list[tuple[str, headers.About, Protocol, Schema]] = []
        self.correlations: dict[str, CorrelationId] = {}
        for channel, message in _merged(channels):
            self._add(channel, message)

    def reference(self, channel: Channel, message: Message) -> Reference:
        """A reference to a message of a channel."""
        return {"$ref": f"#/components/messages/{self._keys[channel.owner, message.key]}"}

    def schemas(self) -> dict[str, Schema]:
        """The schemas that their payloads are made of."""
        return self._schemas.components()

    def _add(self, channel: Channel, message: Message) -> None:
        protocol = channel.protocol
        correlation = headers.correlation_key(protocol)
        self.correlations[correlation] = headers.correlation(protocol)
        owner = index.contexts(self._model)[channel.owner]
        said = described(self._model, self._context, message.declaration) if message.declaration else ""
        own = self._about(owner, message)
        data = self._payload(message)
        is_structured = headers.is_structured(protocol)
        made: Described = {
            "name": message.name,
            "title": title(message),
            "summary": summary(message),
            "description": "" if prose(said) == summary(message) else prose(said),
            "contentType": _STRUCTURED
            if is_structured
            else content_type(each.technology for each in message.deliveries),
            "correlationId": {"$ref": f"#/components/correlationIds/{correlation}"},
            "payload": headers.envelope(own, data) if is_structured else data,
            "bindings": message_bindings(protocol, self._key(message)),
            "tags": [self._tags.of(channel, message)],
            "x-ctxmap": _facts(message),
        }
        if not is_structured:
            made["headers"] = headers.headers(own, protocol)
        is_own = channel.owner == self._context.qualified_name
        key = message.key if is_own else f"{spelt(channel.owner)}.{message.key}"
        self._keys[channel.owner, message.key] = key
        self.described[key] = trimmed(made)
        self._waiting.append((key, own, protocol, data))

    def exemplify(self, schemas: dict[str, Schema]) -> None:
        """Give each message an example, made of these schemas, where there is one that surely fits."""
        examples = Examples(schemas)
        for key, own, protocol, data in self._waiting:
            try:
                payload = examples.of(data, own.message.name)
            except NoExampleError:
                continue
            attributes = headers.example(own, protocol, payload)
            made: Example = {"name": camel(own.message.name), "summary": f"{title(own.message)}."}
            if headers.is_structured(protocol):
                made["payload"] = {**attributes, "datacontenttype": "application/json", "data": payload}
            else:
                made["headers"] = attributes
                made["payload"] = payload
            self.described[key]["examples"] = [made]

    def _about(self, owner: BoundedContext, message: Message) -> headers.About:
        aggregate = index.aggregate_of(self._model, message.declaration.qualified_name) if message.declaration else None
        root = index.root_of(aggregate) if aggregate else None
        return headers.About(
            message=message,
            kind=self._type(owner, message),
            source=about.urn(owner) if message.is_event else "",
            subject=(aggregate.title if aggregate else "", identity(self._model, root).name if root else ""),
            title={name: each.title for name, each in index.contexts(self._model).items()},
        )

    def _type(self, owner: BoundedContext, message: Message) -> str:
        """The type of the event, as CloudEvents want it: with the name of whoever defines it in front."""
        return f"{context_files(self._model)[owner.qualified_name]}.{message.name}"

    def _payload(self, message: Message) -> Schema:
        if message.declaration:
            return self._schemas.of(message.declaration)
        said = "The map doesn't declare it, so that everything but its name is left open."
        return {"type": "object", "description": said}

    def _key(self, message: Message) -> Schema | None:
        """The identity of the root, which keeps messages in order where a consumer relies on that."""
        declared = message.declaration if any(each.terms.ordering == "BY_KEY" for each in message.deliveries) else None
        aggregate = index.aggregate_of(self._model, declared.qualified_name) if declared else None
        root = index.root_of(aggregate) if aggregate else None
        if not aggregate or not root:
            return None
        return {**self._schemas.value(root), "description": f"The identity of aggregate {aggregate.title}."}


def _merged(channels: Iterable[Channel]) -> Iterator[tuple[Channel, Message]]:
    """Each message with all its deliveries, on whatever channels, and the first of those channels."""
    found: dict[tuple[str, str], tuple[Channel, list[Delivery]]] = {}
    for channel in channels:
        for message in channel.messages:
            found.setdefault((channel.owner, message.key), (channel, []))[1].extend(message.deliveries)
    for (_, key), (channel, deliveries) in found.items():
        yield channel, Message(key=key, deliveries=tuple(deliveries))


def _facts(message: Message) -> dict[str, object]:
    facts: dict[str, object] = {
        "kind": "domainEvent" if message.is_event else "command",
        "element": element(message),
        "declared": None if message.declaration else False,
    }
    return trimmed(facts)
