"""The channels of a map: each has its home in the document of the context whose words travel on it.

A channel is a topic that the map names, or else one for all events of an aggregate and one for all commands to it; what
stands in no aggregate goes by the context. All other documents point at the home. Keys are functions of the topic,
aggregate or message, never of what was met first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

import msgspec

from ctxmap.analyses.contracts.messages import Delivery, deliveries
from ctxmap.backends._contracts.keys import message_key
from ctxmap.backends._contracts.names import camel, distinct, key, pascal, sentence, spelt_out
from ctxmap.backends.asyncapi.protocols import UNKNOWN, Protocol, protocol_of, rank
from ctxmap.model import index
from ctxmap.model.elements import DomainObject, Model
from ctxmap.model.facts import once_per_model
from ctxmap.model.names import context_files, kebab_case

_PARAMETER = re.compile(r"\{([^{}]+)\}")
_KINDS = ("events", "commands")


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
    """What tells the channels of one home apart: a topic, or else whose events or commands they carry.

    `holder` is the qualified name of an aggregate, or of the context for what stands in no aggregate.
    """

    topic: str
    holder: str = ""
    kind: str = ""


@once_per_model
def channels(model: Model) -> tuple[Channel, ...]:
    """The channels of all contexts, home by home, in the order of the text."""
    homes: dict[str, dict[_Place, list[Delivery]]] = {}
    for delivery in deliveries(model):
        homes.setdefault(delivery.owner, {}).setdefault(_place(model, delivery), []).append(delivery)
    return tuple(channel for owner, places in homes.items() for channel in _at_home(model, owner, places))


def key_abroad(model: Model, channel: Channel) -> str:
    """The key of a channel in the documents of others; where it could be that of two, its context stands in front."""
    is_only = _keys_of_all(model)[channel.key.casefold()] <= 1
    return channel.key if is_only else f"{key(channel.owner)}.{channel.key}"


@once_per_model
def _keys_of_all(model: Model) -> Mapping[str, int]:
    """How many contexts have, or could have, a channel of that key, regardless of capitals."""
    found: dict[str, set[str]] = {}
    for each in channels(model):
        found.setdefault(each.key.casefold(), set()).add(each.owner)
    for context in model.contexts:
        for aggregate in context.aggregates:
            for kind in _KINDS:
                name = camel(f"{aggregate.name}_{kind}").casefold()
                found.setdefault(name, set()).add(context.qualified_name)
    return {name: len(owners) for name, owners in found.items()}


def _place(model: Model, delivery: Delivery) -> _Place:
    if delivery.terms.topic:
        return _Place(delivery.terms.topic)
    aggregate = index.aggregate_of(model, delivery.message.qualified_name) if delivery.message else None
    return _Place("", aggregate.qualified_name if aggregate else delivery.owner, f"{delivery.kind.lower()}s")


def _at_home(model: Model, owner: str, places: Mapping[_Place, Sequence[Delivery]]) -> Iterator[Channel]:
    by_protocol = {place: _by_protocol(sent) for place, sent in places.items()}
    bases = _bases(model, owner)
    keys = _keys(bases, by_protocol)
    message_keys = _message_keys(model, owner, by_protocol.values())
    for place, found in by_protocol.items():
        base = bases.get(place, "")
        for protocol, carried in found.items():
            by_word: dict[str, list[Delivery]] = {}
            for each in carried:
                by_word.setdefault(_word(each), []).append(each)
            yield Channel(
                owner=owner,
                key=keys[place, protocol],
                address=_address(model, owner, place, base),
                title=f"Topic {place.topic}" if place.topic else sentence(base),
                protocol=protocol,
                messages=tuple(
                    Message(key=message_keys[word, protocol], deliveries=tuple(same)) for word, same in by_word.items()
                ),
            )


def _bases(model: Model, owner: str) -> Mapping[_Place, str]:
    """What the channels are called after that the context could have besides topics: `order-events`.

    All aggregates that it declares count, with messages or without, so that another message changes no name. What
    stands in no aggregate gives way to an aggregate of the context's own name.
    """
    context = index.contexts(model)[owner]
    wanted: dict[str, list[str]] = {}
    for each in context.aggregates:
        path = each.qualified_name.split("::")
        wanted[each.qualified_name] = [kebab_case("-".join(path[-length:])) for length in range(1, len(path) + 1)]
    names = distinct(wanted)
    own = kebab_case(context.name)
    names[owner] = f"{own}-context" if own in names.values() else own
    return {_Place("", holder, kind): f"{name}-{kind}" for holder, name in names.items() for kind in _KINDS}


def _keys(
    bases: Mapping[_Place, str], places: Mapping[_Place, Mapping[Protocol, Sequence[Delivery]]]
) -> Mapping[tuple[_Place, Protocol], str]:
    """The keys of the channels of one home; of several protocols, the first that ctxmap knows has the bare name."""
    could_be = {camel(base).casefold() for base in bases.values()}
    wanted: dict[tuple[_Place, Protocol], list[str]] = {}
    for place, found in places.items():
        base = place.topic or bases[place]
        spelt = [camel(base), spelt_out(base)]
        if place.topic and spelt[0].casefold() in could_be:
            spelt = [camel(f"topic_{base}"), *spelt[1:]]
        for protocol in found:
            is_first = protocol is _first(found)
            wanted[place, protocol] = spelt if is_first else [f"{each}{pascal(protocol.name)}" for each in spelt]
    return distinct(wanted)


def _address(model: Model, owner: str, place: _Place, base: str) -> str:
    """The topic, with parameters as AsyncAPI spells them; or `order.order-events`."""
    if place.topic:
        pieces = _PARAMETER.split(place.topic)
        return "".join(_parameter(each) if number % 2 else _plain(each) for number, each in enumerate(pieces))
    return kebab_case(base) if place.holder == owner else f"{context_files(model)[owner]}.{kebab_case(base)}"


def _by_protocol(sent: Sequence[Delivery]) -> Mapping[Protocol, Sequence[Delivery]]:
    """A relationship that says nothing of technology means the channel that is there."""
    protocols = [protocol_of(each.technology) for each in sent]
    first = _first(protocols)
    found: dict[Protocol, list[Delivery]] = {}
    for protocol, each in zip(protocols, sent, strict=True):
        found.setdefault(first if protocol is UNKNOWN else protocol, []).append(each)
    return found


def _first(protocols: Iterable[Protocol]) -> Protocol:
    """Of several protocols the one that goes without saying, whatever their order in the map."""
    return min(protocols, key=rank)


def _message_keys(
    model: Model, owner: str, places: Iterable[Mapping[Protocol, Sequence[Delivery]]]
) -> Mapping[tuple[str, Protocol], str]:
    """The keys of the messages of one home, by word and protocol: the same wherever it travels by the same protocol."""
    carried: dict[str, set[Protocol]] = {}
    names: dict[str, list[str]] = {}
    for found in places:
        for protocol, sent in found.items():
            for each in sent:
                carried.setdefault(_word(each), set()).add(protocol)
                names[_word(each)] = _names(model, owner, each)
    wanted: dict[tuple[str, Protocol], list[str]] = {}
    for word, name in distinct(names).items():
        for protocol in carried[word]:
            is_first = protocol is _first(carried[word])
            wanted[word, protocol] = (
                [name] if is_first else [f"{name}{pascal(protocol.name)}", f"{name}.{protocol.name}"]
            )
    return distinct(wanted)


def _names(model: Model, owner: str, delivery: Delivery) -> list[str]:
    """What a message may be called; what the map doesn't declare gives way to what it does."""
    if delivery.message:
        return [message_key(model, owner, delivery.message.qualified_name)]
    name = key(delivery.name)
    bare = [] if name.casefold() in _declared_names(model).get(owner, ()) else [name]
    return [*bare, f"{name}.{delivery.kind.lower()}", f"{spelt_out(delivery.name)}.{delivery.kind.lower()}"]


@once_per_model
def _declared_names(model: Model) -> Mapping[str, Set[str]]:
    """The keys, regardless of capitals, of what each context declares."""
    found: dict[str, set[str]] = {}
    for name in index.types(model):
        owner = name.partition("::")[0]
        found.setdefault(owner, set()).add(message_key(model, owner, name).casefold())
    return found


def _word(delivery: Delivery) -> str:
    return delivery.message.qualified_name if delivery.message else f"{delivery.kind}::{delivery.name}"


def _parameter(name: str) -> str:
    return f"{{{key(name).replace('.', '-')}}}"


def _plain(text: str) -> str:
    return text.replace("{", "").replace("}", "")
