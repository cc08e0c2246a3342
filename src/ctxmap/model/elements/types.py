"""Types, properties and operations."""

from __future__ import annotations

from typing import Literal

from ctxmap.model.elements.base import Element, Named, Reference
from ctxmap.vocabulary import (
    Access,
    HttpMethod,
    PropertyKind,
)


class Type(Element, frozen=True, kw_only=True):
    """A type: `String`, `@Order`, `List<@Item>`, `Map<String, Item>`.

    `target` is the qualified name of the domain object it means; None for primitive and open types and collections.
    """

    name: str
    target: str | None = None
    arguments: tuple[Type, ...] = ()
    is_reference: bool = False
    """Written with `@`."""

    def __str__(self) -> str:
        return f"{self.name}<{', '.join(map(str, self.arguments))}>" if self.arguments else self.name


class Option(Element, frozen=True, kw_only=True):
    """A flag or `key = "value"` that CML takes from Sculptor: `required`, `!nullable`, `size = "3"`, `gap`, …"""

    name: str
    value: str | None = None
    negated: bool = False


class Property(Element, frozen=True, kw_only=True):
    """An attribute, reference or association of a domain object.

    `kind`: ATTRIBUTE (`String name`), REFERENCE (`- Item item`) or ASSOCIATION (`-- "text" @Item`, whose name is "").
    """

    kind: PropertyKind
    name: str
    type: Type
    visibility: str = ""
    label: str = ""
    options: tuple[Option, ...] = ()
    doc: str = ""

    def option(self, name: str) -> Option | None:
        """The option of that name, if it is set and not negated."""
        return next((option for option in self.options if option.name == name and not option.negated), None)

    @property
    def is_key(self) -> bool:
        """Whether it is (part of) the identity."""
        return self.option("key") is not None


class Parameter(Element, frozen=True, kw_only=True):
    """A parameter of an operation."""

    name: str
    type: Type
    doc: str = ""


class StateTransition(Element, frozen=True, kw_only=True):
    """`[A, B -> C X D*]`: names of states (enum values). No source: creation. `final`: targets that end the life."""

    # `place` takes the name of a state, too.

    sources: tuple[str, ...]
    targets: tuple[str, ...]
    final: tuple[str, ...] = ()


class Channel(Element, frozen=True, kw_only=True):
    """`publish @Event to a.b eventBus = c`, `subscribe to a.b`: a channel, its bus, and the event that is published."""

    name: str
    event_bus: str = ""
    event: Reference | None = None


class Operation(Named, frozen=True, kw_only=True):
    """An operation of a service, resource, repository, domain object or BFF."""

    parameters: tuple[Parameter, ...] = ()
    returns: Type | None = None
    """None where it returns nothing."""
    access: Literal["", Access] = ""
    transition: StateTransition | None = None
    throws: tuple[str, ...] = ()
    publishes: Channel | None = None
    http_method: Literal["", HttpMethod] = ""
    path: str = ""
    delegates_to: str = ""
    """As written (`Service.operation`)."""
    visibility: str = ""
    is_abstract: bool = False
    options: tuple[Option, ...] = ()
    composes: tuple[Reference, ...] = ()
    """In a BFF: the operations (qualified names) from which it puts its answer together."""
