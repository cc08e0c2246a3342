"""Bounded contexts and what they contain: aggregates, modules, the application."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from ctxmap.model.elements.base import Element, Named, Quoted, Reference
from ctxmap.model.elements.objects import Consumer, DomainObject, Enum, Service
from ctxmap.model.elements.processes import Coordination, Flow, Hotspot, Policy, ReadModel, Transaction
from ctxmap.model.elements.types import Operation, Option
from ctxmap.vocabulary import (
    ContextType,
    Decomposition,
    Evolution,
    KnowledgeLevel,
    MigrationState,
)


class Container(Named, frozen=True, kw_only=True):
    """What aggregates, modules, applications and contexts can all hold."""

    objects: tuple[DomainObject, ...] = ()
    """Domain objects that stand directly in it."""
    enums: tuple[Enum, ...] = ()
    services: tuple[Service, ...] = ()
    """Services and resources that stand directly in it."""
    consumers: tuple[Consumer, ...] = ()
    policies: tuple[Policy, ...] = ()
    hotspots: tuple[Hotspot, ...] = ()
    read_models: tuple[ReadModel, ...] = ()


class Aggregate(Container, frozen=True, kw_only=True):
    """A cluster of objects changed as one; the outside holds on to its root alone (Evans, ch. 6)."""

    responsibilities: tuple[str, ...] = ()
    owner: Reference | None = None
    user_requirements: tuple[Reference, ...] = ()
    knowledge_level: Literal["", KnowledgeLevel] = ""
    structural_volatility: str = ""
    """UNDEFINED, NORMAL, RARELY or OFTEN; `likelihoodForChange` is the same attribute."""
    content_volatility: str = ""
    availability_criticality: str = ""
    consistency_criticality: str = ""
    storage_similarity: str = ""
    security_criticality: str = ""
    security_zone: str = ""
    security_access_group: str = ""

    @property
    def roots(self) -> tuple[DomainObject, ...]:
        """The objects marked `aggregateRoot`; in a sound model at most one."""
        return tuple(o for o in self.objects if o.is_root)

    @property
    def root(self) -> DomainObject | None:
        """The first root, if there is one."""
        return next(iter(self.roots), None)

    @property
    def lifecycle(self) -> Enum | None:
        """The enum whose values are the aggregate's states."""
        return next((enum for enum in self.enums if enum.is_lifecycle), None)

    @property
    def operations(self) -> tuple[Operation, ...]:
        """What the aggregate offers: operations of its services, its root(s) and its repositories."""
        services = [operation for service in self.services for operation in service.operations]
        roots = [operation for root in self.roots for operation in root.operations]
        repositories = [operation for o in self.objects if o.repository for operation in o.repository.operations]
        return (*services, *roots, *repositories)


class Module(Container, frozen=True, kw_only=True):
    """A part of a context."""

    aggregates: tuple[Aggregate, ...] = ()
    is_external: bool = False
    base_package: str = ""
    options: tuple[Option, ...] = ()


class Application(Container, frozen=True, kw_only=True):
    """The application layer of a context; its name may be "". Its commands and events are among its `objects`."""

    flows: tuple[Flow, ...] = ()
    coordinations: tuple[Coordination, ...] = ()
    transactions: tuple[Transaction, ...] = ()


class Microservice(Named, frozen=True, kw_only=True):
    """One of the services into which a context with `decomposition = CUSTOM` is cut."""

    aggregates: tuple[Reference, ...] = ()
    databases: tuple[Quoted, ...] = ()


class Term(Named, frozen=True, kw_only=True):
    """A word of a context's ubiquitous language."""

    # `place` takes an alias, too.

    meaning: str
    attributes: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


class Percentage(Element, frozen=True, kw_only=True):
    """A share of time, 0 to 100, and how it is written (`99.95%`)."""

    value: float
    text: str


class Duration(Element, frozen=True, kw_only=True):
    """A time span in seconds, and how it is written (`2 s`)."""

    seconds: float
    text: str


class Rate(Element, frozen=True, kw_only=True):
    """A number of calls in a time span in seconds, and how it is written (`100/s`)."""

    calls: int
    seconds: float
    text: str


class BoundedContext(Container, frozen=True, kw_only=True):
    """A boundary within which a model and its language hold (Evans, ch. 14)."""

    source: str = ""
    """The file that declares it, relative to the model's root file's folder."""
    type: Literal["", ContextType] = ""
    implements: tuple[Reference, ...] = ()
    """Domains and subdomains."""
    realizes: tuple[Reference, ...] = ()
    """For a team: the contexts it owns, those that name it as their `owner` too."""
    owner: Reference | None = None
    """The team that owns the context: short for the team's `realizes`."""
    refines: Reference | None = None
    domain_vision_statement: str = ""
    responsibilities: tuple[str, ...] = ()
    implementation_technology: str = ""
    knowledge_level: Literal["", KnowledgeLevel] = ""
    business_model: str = ""
    evolution: Literal["", Evolution] = ""
    channel: str = ""
    databases: tuple[Quoted, ...] = ()
    availability: Percentage | None = None
    promises: Percentage | None = None
    reads: tuple[Reference, ...] = ()
    writes: tuple[Reference, ...] = ()
    decomposition: Literal["", Decomposition] = ""
    extracted_from: Reference | None = None
    migration: Literal["", MigrationState] = ""
    migration_when: str = ""
    """When it is extracted, or what the extraction waits for."""
    own_aggregates: tuple[Aggregate, ...] = ()
    """Those that stand directly in it; with those of its modules: `aggregates`."""
    modules: tuple[Module, ...] = ()
    application: Application | None = None
    operations: tuple[Operation, ...] = ()
    """Of a BFF: what it offers its frontend."""
    microservices: tuple[Microservice, ...] = ()
    terms: tuple[Term, ...] = ()

    @property
    def is_ours(self) -> bool:
        """Whether it is ours to change: none of EXTERNAL, LEGACY, TEAM, nor of a type that nobody can read."""
        return self.type not in ("EXTERNAL", "LEGACY", "TEAM") and not self.has_unread_type

    @property
    def has_unread_type(self) -> bool:
        """Whether its type is stated, but is none that there is: it may be any."""
        return not self.type and self.says("type")

    @property
    def is_domain(self) -> bool:
        """Whether it is ours and part of the domain: neither what a person holds, nor a backend for that."""
        return self.is_ours and self.type not in ("FRONTEND", "BFF")

    @property
    def aggregates(self) -> tuple[Aggregate, ...]:
        """All of its aggregates, those in modules too."""
        return (*self.own_aggregates, *(a for module in self.modules for a in module.aggregates))

    @property
    def parts(self) -> Iterator[Container]:
        """The context itself and every container inside it: application, modules, aggregates."""
        yield self
        if self.application:
            yield self.application
        yield from self.modules
        yield from self.aggregates

    @property
    def all_objects(self) -> Iterator[DomainObject]:
        """Every domain object inside it, however deep."""
        return (o for part in self.parts for o in part.objects)

    @property
    def all_enums(self) -> Iterator[Enum]:
        """Every enum inside it, however deep."""
        return (enum for part in self.parts for enum in part.enums)

    @property
    def all_services(self) -> Iterator[Service]:
        """Every service and resource inside it, however deep."""
        return (service for part in self.parts for service in part.services)

    @property
    def events(self) -> tuple[DomainObject, ...]:
        """The domain events it declares."""
        return tuple(o for o in self.all_objects if o.kind == "DOMAIN_EVENT")

    @property
    def commands(self) -> tuple[DomainObject, ...]:
        """The commands it declares."""
        return tuple(o for o in self.all_objects if o.kind == "COMMAND")

    @property
    def all_operations(self) -> Iterator[Operation]:
        """Every operation that somebody outside might call: of services, roots, repositories, and a BFF's own."""
        yield from self.operations
        for part in self.parts:
            if isinstance(part, Aggregate):
                yield from part.operations
            else:
                yield from (operation for service in part.services for operation in service.operations)
