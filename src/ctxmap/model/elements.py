"""The semantic model: what a context map means, typed, frozen, every name resolved.

Elements hold each other (a context its aggregates) and refer to each other by qualified name (`Reference.target`),
so that a model round-trips through JSON; `model.index` looks names up. What could not be resolved was reported by
the linker and is left out, so whoever reads a model never meets half of a relationship. Open types (`java.util.Date`)
are the one exception: their `target` is None.

A qualified name is the path of containment joined by `::`, from the bounded context down and through modules:
`Cart::Basket::Item`. What stands in an `Application` belongs directly to the context. Names at the top level
(contexts, domains, maps, transactions) are their own qualified names; a subdomain's is `Domain::Subdomain`.
Two elements of different kinds may share one (an aggregate and a service `Payment::Payment`), two of one kind never:
where a name is declared twice, which is an error, the later one's qualified name has a number (`Cart-2`).

Every element knows its place in the text (`at`, its name or keyword; `place("timeout")`, the value of an attribute).
Places don't take part in JSON: an inserted line changes no meaning.

Terms: Evans, "Domain-Driven Design" (2003) and "DDD Reference" (2015); the Context Mapper Language for its attributes.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import Literal

import msgspec

from ctxmap.text.source import NOWHERE, Span
from ctxmap.vocabulary import (
    Access,
    ConsequenceKind,
    Consistency,
    ContextType,
    Decomposition,
    Delivery,
    Detail,
    Direction,
    Evolution,
    FallbackKind,
    FlowStepKind,
    Grouping,
    HttpMethod,
    KnowledgeLevel,
    MapState,
    MapType,
    MigrationState,
    ObjectKind,
    Operator,
    Ordering,
    PropertyKind,
    RelationshipKind,
    RoleKind,
    StatementKind,
    SubdomainType,
)

Incomplete = Literal[
    "aggregates", "contains", "from", "implements", "issues", "on", "realizes", "roles", "split by", "steps", "with"
]
"""The attributes that rules and analyses ask about with `is_incomplete`."""


class Element(msgspec.Struct, frozen=True, eq=False, kw_only=True, omit_defaults=True):
    """Anything in the model that is written somewhere in a text."""

    at: Span = NOWHERE
    places: dict[str, Span] = msgspec.field(default_factory=dict[str, Span])
    incomplete: Set[str] = frozenset()  # attributes, by keyword, with a value that the linker could not resolve

    def place(self, attribute: str) -> Span:
        """Where the value of an attribute, given by its keyword, is written; the element's own place if it isn't."""
        return self.places.get(attribute, self.at)

    def says(self, attribute: str) -> bool:
        """Whether an attribute is written, even with a value that is not valid (the parser has reported it)."""
        return attribute in self.places

    def is_incomplete(self, attribute: Incomplete) -> bool:
        """Whether a value of an attribute could not be resolved: a rule that misses something there stays silent."""
        return attribute in self.incomplete


class Named(Element, frozen=True, kw_only=True):
    """An element with a name of its own and what may stand on any element with a body."""

    name: str
    qualified_name: str
    doc: str = ""
    """The doc string before the declaration."""
    display_name: str = ""
    """`displayName`: what people see instead of the name; use `title`."""
    tags: tuple[str, ...] = ()
    link: str = ""
    is_deprecated: bool = False
    removal: str = ""
    """`deprecated = "2027-03-31"`: the date when it is to be removed."""

    @property
    def title(self) -> str:
        """What diagrams and documents show."""
        return self.display_name or self.name


class Reference(Element, frozen=True, kw_only=True):
    """A name used somewhere, and the qualified name of what it means (None for an open type).

    The name is what the text says; in outputs it is the name of what it means, however it is spelled.
    """

    name: str
    target: str | None


class Quoted(Element, frozen=True, kw_only=True):
    """A string whose place rules point at, such as the name of a database."""

    value: str


# ---------------------------------------------------------------------------------------------------------------
# Types, properties, operations
# ---------------------------------------------------------------------------------------------------------------


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


# ---------------------------------------------------------------------------------------------------------------
# Domain objects
# ---------------------------------------------------------------------------------------------------------------


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


# ---------------------------------------------------------------------------------------------------------------
# Event storming, flows, transactions
# ---------------------------------------------------------------------------------------------------------------


class Policy(Named, frozen=True, kw_only=True):
    """Whenever these events happen, issue those commands or invoke those operations."""

    on: tuple[Reference, ...] = ()
    issues: tuple[Reference, ...] = ()
    invokes: tuple[Reference, ...] = ()


class Hotspot(Named, frozen=True, kw_only=True):
    """An open question, and what it is about (events, commands, aggregates, policies)."""

    question: str
    on: tuple[Reference, ...] = ()


class ReadModel(Named, frozen=True, kw_only=True):
    """A view built from events, for whom it is built."""

    sources: tuple[Reference, ...] = ()
    """`from`: the events."""
    serves: tuple[Reference, ...] = ()


class FlowStep(Element, frozen=True, kw_only=True):
    """`command C … emits event E` or `event E triggers command C`.

    `operator` joins several results: AND (`+`), XOR (`X`) or OR (`O`); "" for one.
    """

    kind: FlowStepKind
    subjects: tuple[Reference, ...]
    results: tuple[Reference, ...]
    result_kind: FlowStepKind
    operator: Literal["", Operator] = ""
    actor: str = ""
    aggregate: Reference | None = None
    transition: StateTransition | None = None


class Flow(Named, frozen=True, kw_only=True):
    """A business process as commands and events in turn."""

    steps: tuple[FlowStep, ...] = ()


class Coordination(Named, frozen=True, kw_only=True):
    """Operations of services of several contexts, called one after the other."""

    steps: tuple[Reference, ...] = ()  # written `Context::Service::operation`: `place` takes these three words


class TransactionStep(Element, frozen=True, kw_only=True):
    """A step of a transaction: an operation, its aggregate (None: of none), and the operation that undoes it."""

    operation: Reference
    aggregate: str | None = None
    compensated_by: Reference | None = None
    is_pivot: bool = False
    """After this step there is no way back."""
    is_retriable: bool = False
    """It is repeated until it succeeds."""
    doc: str = ""


class Transaction(Named, frozen=True, kw_only=True):
    """A change over one or more aggregates, and how consistent it has to be."""

    consistency: Literal["", Consistency] = ""
    aggregates: tuple[Reference, ...] = ()
    """Those it lists. Those of its steps take part too: `all_aggregates`."""
    steps: tuple[TransactionStep, ...] = ()

    @property
    def all_aggregates(self) -> tuple[str, ...]:
        """The qualified names of the aggregates listed and of those of the steps, each once, in the text's order."""
        listed = [reference.target for reference in self.aggregates]
        stepped = [step.aggregate for step in self.steps]
        return tuple(dict.fromkeys(name for name in (*listed, *stepped) if name))


# ---------------------------------------------------------------------------------------------------------------
# Containers: aggregates, modules, applications, contexts
# ---------------------------------------------------------------------------------------------------------------


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


# ---------------------------------------------------------------------------------------------------------------
# The problem space
# ---------------------------------------------------------------------------------------------------------------


class Subdomain(Container, frozen=True, kw_only=True):
    """A part of a domain: core, supporting or generic (Evans, ch. 15)."""

    type: Literal["", SubdomainType] = ""
    domain: str = ""
    """The name of the domain it is a part of."""
    supports: tuple[Reference, ...] = ()
    domain_vision_statement: str = ""


class Domain(Named, frozen=True, kw_only=True):
    """What the business is about."""

    domain_vision_statement: str = ""
    subdomains: tuple[Subdomain, ...] = ()


class Feature(Element, frozen=True, kw_only=True):
    """`"create" an "Order" with its "date" for a "Customer"`: one sentence of a user requirement; `at`: its verb."""

    verb: str
    entity: str
    attributes: tuple[str, ...] = ()
    container: str = ""


class UserRequirement(Named, frozen=True, kw_only=True):
    """A use case or a user story."""

    kind: Literal["USE_CASE", "USER_STORY"]
    role: str = ""
    """`actor`, or who says `As a`."""
    secondary_actors: tuple[str, ...] = ()
    features: tuple[Feature, ...] = ()
    benefit: str = ""
    scope: str = ""
    level: str = ""
    split_by: Reference | None = None
    promotes: tuple[str, ...] = ()
    harms: tuple[str, ...] = ()


class Stakeholder(Named, frozen=True, kw_only=True):
    """Somebody with an interest, or a group of them."""

    kind: Literal["STAKEHOLDER", "STAKEHOLDER_GROUP"] = "STAKEHOLDER"
    influence: str = ""
    interest: str = ""
    description: str = ""
    members: tuple[Stakeholder, ...] = ()


class Stakeholders(Element, frozen=True, kw_only=True):
    """The stakeholders of some contexts."""

    contexts: tuple[Reference, ...] = ()
    stakeholders: tuple[Stakeholder, ...] = ()


class Consequence(Element, frozen=True, kw_only=True):
    """What a system does to a value, for one stakeholder, and what is done about it."""

    kind: ConsequenceKind
    text: str
    action: str = ""
    action_kind: str = ""


class Elicitation(Element, frozen=True, kw_only=True):
    """How much a value means to a stakeholder."""

    stakeholder: Reference
    priority: str = ""
    impact: str = ""
    consequences: tuple[Consequence, ...] = ()


class EthicalValue(Named, frozen=True, kw_only=True):
    """A value (IEEE 7000), or a cluster of values round a core value."""

    kind: Literal["VALUE", "VALUE_CLUSTER"] = "VALUE"
    is_core: bool = False
    core: str = ""
    demonstrators: tuple[str, ...] = ()
    related_values: tuple[str, ...] = ()
    opposing_values: tuple[str, ...] = ()
    values: tuple[EthicalValue, ...] = ()
    elicitations: tuple[Elicitation, ...] = ()


class ValueStatement(Named, frozen=True, kw_only=True):
    """A value epic, narrative or weighting: a sentence with blanks, kept as its keyed parts in the text's order."""

    kind: StatementKind
    stakeholder: Reference | None = None
    parts: tuple[Option, ...] = ()


class ValueRegister(Named, frozen=True, kw_only=True):
    """The values that matter to a context's stakeholders."""

    context: Reference | None = None
    values: tuple[EthicalValue, ...] = ()
    """Values and clusters that stand directly in it."""
    statements: tuple[ValueStatement, ...] = ()


# ---------------------------------------------------------------------------------------------------------------
# Context maps
# ---------------------------------------------------------------------------------------------------------------


class Role(Element, frozen=True, kw_only=True):
    """A word in a relationship's brackets, as a role of the side it was written at."""

    kind: RoleKind


class Side(Element, frozen=True, kw_only=True):
    """One end of a relationship: the context (also its qualified name), and the roles written there."""

    context: str
    roles: tuple[Role, ...] = ()

    def role(self, kind: RoleKind) -> Role | None:
        """That word in the brackets, if it stands there."""
        return next((role for role in self.roles if role.kind == kind), None)

    def has(self, kind: RoleKind) -> bool:
        """Whether that word stands in the brackets."""
        return self.role(kind) is not None


class Fallback(Element, frozen=True, kw_only=True):
    """What happens when the called side is down, and a word about it."""

    kind: FallbackKind
    backup: Reference | None = None
    """For `BACKUP_SERVICE`: the context that takes over."""
    text: str = ""


class Sync(Element, frozen=True, kw_only=True):
    """A synchronous call: who calls whom for what, and what if it fails.

    `caller` and `callee` are names of contexts; "" where the map doesn't say and the sides are equal. An operation's
    `target` is its qualified name, None where the called context declares none of that name.
    """

    kind: Literal["SYNC"] = "SYNC"
    caller: str = ""
    callee: str = ""
    operations: tuple[Reference, ...] = ()
    timeout: Duration | None = None
    fallback: Fallback | None = None
    retries: int | None = None
    """How many times the call is retried immediately."""
    is_idempotent: bool = False
    """The called context can receive the same call twice without harm."""
    idempotent_by: tuple[Reference, ...] = ()
    """How it recognises the duplicate."""
    has_circuit_breaker: bool = False
    has_bulkhead: bool = False
    """The call has resources of its own."""
    rate_limit: Rate | None = None


class Async(Element, frozen=True, kw_only=True):
    """Messages: who publishes, who consumes, what, and with which guarantees.

    Events go from `publisher` to `consumer`. Commands go the other way round where `publisher` is left out (downstream
    asks, upstream does): `command_sender` and `command_receiver`. All are names of contexts, "" where the map doesn't
    say and the sides are equal. The `target` of an event or command is None where who has to declare it doesn't.
    """

    kind: Literal["ASYNC"] = "ASYNC"
    publisher: str = ""
    consumer: str = ""
    command_sender: str = ""
    command_receiver: str = ""
    events: tuple[Reference, ...] = ()
    commands: tuple[Reference, ...] = ()
    topic: str = ""
    delivery: Literal["", Delivery] = ""
    has_outbox: bool = False
    is_idempotent: bool = False
    idempotent_by: tuple[Reference, ...] = ()
    ordering: Literal["", Ordering] = ""


class Batch(Element, frozen=True, kw_only=True):
    """Data transferred in bulk, from time to time.

    `publisher` and `consumer` are names of contexts, "" where the map doesn't say and the sides are equal.
    """

    kind: Literal["BATCH"] = "BATCH"
    publisher: str = ""
    consumer: str = ""
    data: tuple[Reference, ...] = ()
    """Aggregates, events and data transfer objects of the publisher; the `target` is None where it declares none."""
    every: Duration | None = None
    by: str = ""
    """How it is transferred: a file, a database link, by hand."""


class Relationship(Element, frozen=True, kw_only=True):
    """How two contexts work together (Evans, ch. 14; Vernon, "Implementing DDD", ch. 3).

    `kind`: UPSTREAM_DOWNSTREAM, CUSTOMER_SUPPLIER (a kind of it), PARTNERSHIP, SHARED_KERNEL. For the symmetric two,
    `upstream` is merely the left side. `at` is the arrow's place.
    """

    kind: RelationshipKind
    id: str
    """Unique in its map and stable under edits elsewhere: `Payment-Cart`, `Payment-Cart-Authorization`, `…-2`."""
    name: str = ""
    upstream: Side
    downstream: Side
    implementation_technology: str = ""
    exposed_aggregates: tuple[Reference, ...] = ()
    downstream_rights: str = ""
    syncs: tuple[Sync, ...] = ()
    asyncs: tuple[Async, ...] = ()
    batches: tuple[Batch, ...] = ()
    doc: str = ""
    """The doc string before it: why the relationship exists."""
    display_name: str = ""
    tags: tuple[str, ...] = ()
    link: str = ""
    is_deprecated: bool = False
    removal: str = ""

    @property
    def is_symmetric(self) -> bool:
        """Whether neither side is upstream: partnership, shared kernel."""
        return self.kind in ("PARTNERSHIP", "SHARED_KERNEL")

    @property
    def sides(self) -> tuple[Side, Side]:
        """Both sides, upstream (or left) first."""
        return (self.upstream, self.downstream)

    @property
    def says_how(self) -> bool:
        """Whether it says how the contexts communicate: by `sync`, `async` or `batch`."""
        return bool(self.syncs or self.asyncs or self.batches)


class ContextMap(Named, frozen=True, kw_only=True):
    """The contexts of a system, or of its organisation, and how they work together. Its name may be ""."""

    source: str = ""
    type: Literal["", MapType] = ""
    state: Literal["", MapState] = ""
    contains: tuple[Reference, ...] = ()
    relationships: tuple[Relationship, ...] = ()
    is_whole: bool = True
    """False where something on it can't be read, or a relationship names a context that doesn't exist, and was left
    out: don't ask what is missing.
    """


LandscapeState = Literal["", "AS_IS", "TO_BE"]


class View(Named, frozen=True, kw_only=True):
    """What a diagram of a map, or of a landscape, shows."""

    map: Reference | None = None
    """None where it is a view of the landscape of all maps whose state is `state`."""
    state: LandscapeState = ""
    heading: str = ""
    """`title = …`"""
    include: tuple[Reference, ...] = ()
    include_selectors: tuple[Quoted, ...] = ()
    """`"tag:pci"`: what chooses contexts by what they have in common."""
    exclude: tuple[Reference, ...] = ()
    exclude_selectors: tuple[Quoted, ...] = ()
    with_neighbours: bool = False
    direction: Literal["", Direction] = ""
    group_by: Literal["", Grouping] = ""
    detail: Literal["", Detail] = ""


class Deployable(Named, frozen=True, kw_only=True):
    """Several contexts that run as one process: a modular monolith."""

    contexts: tuple[Reference, ...] = ()
    databases: tuple[Quoted, ...] = ()
    state: Literal["", MapState] = ""
    """The state of the maps on which it counts; "" for all."""


class Model(msgspec.Struct, frozen=True, eq=False, kw_only=True, omit_defaults=True, weakref=True):
    """A file and everything it imports, linked.

    Compared by identity; facts that are worked out of it are kept per model (`model.index`, `analyses`).
    """

    name: str
    """The root file without its ending, relative to the workspace's common folder, with `/`; "" for a text."""
    sources: tuple[str, ...] = ()
    """The files it was read from, relative to the root file's folder, the root first."""
    maps: tuple[ContextMap, ...] = ()
    contexts: tuple[BoundedContext, ...] = ()
    domains: tuple[Domain, ...] = ()
    user_requirements: tuple[UserRequirement, ...] = ()
    stakeholders: tuple[Stakeholders, ...] = ()
    value_registers: tuple[ValueRegister, ...] = ()
    transactions: tuple[Transaction, ...] = ()
    """Those at the top level; with those in applications: `all_transactions`."""
    views: tuple[View, ...] = ()
    deployables: tuple[Deployable, ...] = ()
    is_whole: bool = True
    """False where a part of a file can't be read, or a map isn't whole: don't ask who else speaks of something."""

    @property
    def all_transactions(self) -> Iterator[Transaction]:
        """Every transaction, in applications too."""
        yield from self.transactions
        for context in self.contexts:
            if context.application:
                yield from context.application.transactions

    @property
    def relationships(self) -> Iterator[Relationship]:
        """The relationships of all maps."""
        return (relationship for context_map in self.maps for relationship in context_map.relationships)
