"""Domain objects, enums, services and the consumers of others' events."""

from __future__ import annotations

from typing import Literal

from ctxmap.model.elements.base import Element, Named, Reference
from ctxmap.model.elements.types import Channel, Operation, Option, Property
from ctxmap.vocabulary import (
    ObjectKind,
)


class Repository(Named, frozen=True, kw_only=True):
    """Gives access to the aggregate whose root it stands in."""

    operations: tuple[Operation, ...] = ()
    subscribes: Channel | None = None
    dependencies: tuple[Reference, ...] = ()
    options: tuple[Option, ...] = ()


class DomainObject(Named, frozen=True, kw_only=True):
    """An entity, value object, event, command, data transfer object, trait or basic type."""

    kind: ObjectKind
    is_root: bool = False
    """`aggregateRoot`."""
    is_abstract: bool = False
    extends: Reference | None = None
    traits: tuple[Reference, ...] = ()
    belongs_to: Reference | None = None
    properties: tuple[Property, ...] = ()
    operations: tuple[Operation, ...] = ()
    repository: Repository | None = None
    options: tuple[Option, ...] = ()


class EnumValue(Element, frozen=True, kw_only=True):
    """A value of an enum, with its parameters as text."""

    name: str
    parameters: tuple[str, ...] = ()
    is_deprecated: bool = False
    removal: str = ""
    doc: str = ""


class Enum(Named, frozen=True, kw_only=True):
    """An enumeration; `aggregateLifecycle` makes its values the states of the aggregate."""

    values: tuple[EnumValue, ...] = ()
    is_lifecycle: bool = False
    attributes: tuple[Property, ...] = ()
    options: tuple[Option, ...] = ()


class Service(Named, frozen=True, kw_only=True):
    """A service, or a resource (a service with HTTP methods and paths)."""

    kind: Literal["SERVICE", "RESOURCE"] = "SERVICE"
    operations: tuple[Operation, ...] = ()
    subscribes: Channel | None = None
    dependencies: tuple[Reference, ...] = ()
    path: str = ""
    options: tuple[Option, ...] = ()


class Consumer(Named, frozen=True, kw_only=True):
    """A consumer of messages, as in Sculptor."""

    channel: str = ""
    """`queueName` or `topicName`."""
    message_root: Reference | None = None
    subscribes: Channel | None = None
    dependencies: tuple[Reference, ...] = ()
    options: tuple[Option, ...] = ()
