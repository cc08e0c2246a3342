"""The channels of a map: each has its home in the document of the context whose words travel on it.

A channel is a topic that the map names, or else one for all events of an aggregate and one for all commands to it; what
stands in no aggregate goes by the context. All other documents point at the home.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from ctxmap.analyses.contracts.messages import Delivery, deliveries
from ctxmap.backends._contracts.names import Names, camel, key, pascal, sentence
from ctxmap.backends.asyncapi.protocols import UNKNOWN, Protocol, protocol_of
from ctxmap.model import index
from ctxmap.model.elements import DomainObject, Model
from ctxmap.model.facts import once_per_model
from ctxmap.model.names import context_files, kebab_case

_PARAMETER = re.compile(r"\{([^{}]+)\}")


class Message(msgspec.Struct, frozen=True, eq=False, kw_only=True):
    """A message of a channel: `key` is its key in the home document, `deliveries` say who sends it to whom."""

    key: str
    deliveries: tuple[Delivery, ...]

    @property
    def name(self) -> str:
        """The name of the event or command."""
        return self.deliveries[0].name

    @property
    def declaration(self) -> DomainObject | None:
        """What the map declares it as."""
        return self.deliveries[0].message

    @property
    def is_event(self) -> bool:
        """Whether it says what happened, rather than what shall be done."""
        return self.deliveries[0].kind == "EVENT"


class Channel(msgspec.Struct, frozen=True, eq=False, kw_only=True):
    """A channel: `owner` is the context that is its home, `key` its key in the document there."""

    owner: str
    key: str
    address: str
    title: str
    protocol: Protocol
    messages: tuple[Message, ...]

    @property
    def parameters(self) -> list[str]:
        """The parameters of its address."""
        return list(dict.fromkeys(_PARAMETER.findall(self.address)))

    def joins(self, context: str) -> bool:
        """Whether a context owns it, sends on it or receives from it."""
        ends = {end for message in self.messages for each in message.deliveries for end in (each.sender, each.receiver)}
        return context in (self.owner, *ends)


class _Place(msgspec.Struct, frozen=True):
    """What tells the channels of one home apart."""

    topic: str
    aggregate: str = ""
    kind: str = ""


@once_per_model
def channels(model: Model) -> tuple[Channel, ...]:
    """The channels of all contexts, home by home, in the order of the text."""
    homes: dict[str, dict[_Place, list[Delivery]]] = {}
    for delivery in deliveries(model):
        homes.setdefault(delivery.owner, {}).setdefault(_place(model, delivery), []).append(delivery)
    return tuple(channel for owner, places in homes.items() for channel in _at_home(model, owner, places))


def _place(model: Model, delivery: Delivery) -> _Place:
    if delivery.terms.topic:
        return _Place(delivery.terms.topic)
    aggregate = index.aggregate_of(model, delivery.message.qualified_name) if delivery.message else None
    return _Place("", aggregate.qualified_name if aggregate else "", delivery.kind)


def _at_home(model: Model, owner: str, places: Mapping[_Place, Sequence[Delivery]]) -> Iterator[Channel]:
    keys, message_names = Names(), _MessageNames()
    for place, sent in places.items():
        base = _base(model, owner, place)
        for protocol, carried in _by_protocol(sent).items():
            messages = tuple(_messages(carried, protocol, message_names))
            yield Channel(
                owner=owner,
                key=keys.take(camel(base), camel(f"{base}_{protocol.name}")),
                address=_address(model, owner, place),
                title=f"Topic {place.topic}" if place.topic else sentence(base),
                protocol=protocol,
                messages=messages,
            )


def _base(model: Model, owner: str, place: _Place) -> str:
    """What a channel is called after: its topic, or whose events or commands it carries."""
    if place.topic:
        return place.topic
    aggregate = index.aggregates(model).get(place.aggregate)
    return f"{aggregate.name if aggregate else index.contexts(model)[owner].name}_{place.kind.lower()}s"


def _address(model: Model, owner: str, place: _Place) -> str:
    """The topic, with parameters as AsyncAPI spells them; or `order.order-events`."""
    if place.topic:
        pieces = _PARAMETER.split(place.topic)
        return "".join(_parameter(each) if number % 2 else _plain(each) for number, each in enumerate(pieces))
    base = kebab_case(_base(model, owner, place))
    return f"{context_files(model)[owner]}.{base}" if place.aggregate else base


def _by_protocol(sent: Sequence[Delivery]) -> Mapping[Protocol, Sequence[Delivery]]:
    """A relationship that says nothing of technology means the channel that is there."""
    protocols = [protocol_of(each.technology) for each in sent]
    first = next((protocol for protocol in protocols if protocol is not UNKNOWN), UNKNOWN)
    found: dict[Protocol, list[Delivery]] = {}
    for protocol, each in zip(protocols, sent, strict=True):
        found.setdefault(first if protocol is UNKNOWN else protocol, []).append(each)
    return found


def _messages(carried: Sequence[Delivery], protocol: Protocol, names: _MessageNames) -> Iterator[Message]:
    by_word: dict[str, list[Delivery]] = {}
    for each in carried:
        by_word.setdefault(_word(each), []).append(each)
    for word, same in by_word.items():
        yield Message(key=names.of(word, same[0].name, protocol), deliveries=tuple(same))


class _MessageNames:
    """The keys of the messages of one home: the same for a message wherever it travels by the same protocol."""

    def __init__(self) -> None:
        self._names = Names()
        self._known: dict[tuple[str, Protocol], str] = {}

    def of(self, word: str, name: str, protocol: Protocol) -> str:
        """The key of the message that is told from others by `word`."""
        if (word, protocol) not in self._known:
            carried = f"{name}{pascal(protocol.name)}"
            is_elsewhere = any(word == known for known, _ in self._known)
            wanted = (carried,) if is_elsewhere else (name, "".join(word.split("::")[-2:]), carried)
            self._known[word, protocol] = self._names.take(*map(key, wanted))
        return self._known[word, protocol]


def _word(delivery: Delivery) -> str:
    return delivery.message.qualified_name if delivery.message else f"{delivery.kind}::{delivery.name}"


def _parameter(name: str) -> str:
    return f"{{{key(name).replace('.', '-')}}}"


def _plain(text: str) -> str:
    return text.replace("{", "").replace("}", "")
