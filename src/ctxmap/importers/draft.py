"""What documents say about a system, before it is a map: services, and who calls or sends to whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from ctxmap.drift import naming

Kind = Literal["CALL", "MESSAGE", "UNKNOWN"]


class Operation(msgspec.Struct, frozen=True):
    """An operation over HTTP; `parameters` are names and types of CML."""

    name: str
    method: str
    path: str
    parameters: tuple[tuple[str, str], ...] = ()
    is_read: bool = False


class Service(msgspec.Struct):
    """A service. `notes` are guesses, and what CML has no word for; they become comments."""

    name: str
    title: str = ""
    type: str = ""
    vision: str = ""
    owner: str = ""
    technology: str = ""
    operations: list[Operation] = []
    events: list[str] = []
    notes: list[str] = []


class Link(msgspec.Struct):
    """`source` calls `target`, or sends it messages (with `events`, on `topic`); UNKNOWN: it depends on it."""

    kind: Kind
    source: str
    target: str
    events: list[str] = []
    topic: str = ""
    technology: str = ""
    notes: list[str] = []


class Draft:
    """A system as several documents describe it together, in the order in which they do."""

    def __init__(self) -> None:
        self._services: dict[str, Service] = {}
        self._links: dict[tuple[str, str, str], Link] = {}
        self._sent: dict[tuple[str, str], list[str]] = {}
        self._received: dict[tuple[str, str], list[tuple[str, str]]] = {}

    @property
    def services(self) -> Sequence[Service]:
        """All services."""
        return list(self._services.values())

    @property
    def links(self) -> Sequence[Link]:
        """All links between two different services; a mere dependency only if nothing says more about the two."""
        told = {frozenset((each.source, each.target)) for each in self._links.values() if each.kind != "UNKNOWN"}
        return [
            each
            for each in self._links.values()
            if each.source != each.target
            and (each.kind != "UNKNOWN" or frozenset((each.source, each.target)) not in told)
        ]

    def service(self, name: str) -> Service:
        """The service of a name, new or known by a name that means the same."""
        return self._services.setdefault(naming.service(name), Service(name))

    def link(self, kind: Kind, source: str, target: str, note: str = "") -> Link:
        """The link of two services (by their names), new or known."""
        one, other = naming.service(self.service(source).name), naming.service(self.service(target).name)
        link = self._links.setdefault((kind, one, other), Link(kind, one, other))
        if note and note not in link.notes:
            link.notes.append(note)
        return link

    def sends(self, service: str, channel: str, event: str) -> None:
        """A service sends a message on a channel."""
        self._sent.setdefault((channel, naming.message(event)), []).append(service)
        if event not in self.service(service).events:
            self.service(service).events.append(event)

    def receives(self, service: str, channel: str, event: str) -> None:
        """A service receives a message on a channel."""
        self.service(service)
        self._received.setdefault((channel, naming.message(event)), []).append((service, event))

    def join_channels(self) -> None:
        """Link those who send a message on a channel with those who receive it there."""
        for (channel, known), receivers in self._received.items():
            senders = self._sent.get((channel, known), ())
            for receiver, event in receivers:
                for sender in senders:
                    link = self.link("MESSAGE", sender, receiver)
                    sent = next(each for each in self.service(sender).events if naming.message(each) == known)
                    link.topic = link.topic or channel
                    link.events += [sent] if sent not in link.events else []
                if not senders:
                    self.service(receiver).notes.append(f'receives "{event}" on "{channel}"; who sends it is not known')
