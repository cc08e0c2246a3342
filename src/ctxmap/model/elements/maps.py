"""Context maps: relationships with their roles and communication, views, deployables."""

from __future__ import annotations

from typing import Literal

from ctxmap.model.elements.base import Element, Named, Quoted, Reference
from ctxmap.model.elements.contexts import Duration, Rate
from ctxmap.vocabulary import (
    Delivery,
    Detail,
    Direction,
    FallbackKind,
    Grouping,
    MapState,
    MapType,
    Ordering,
    RelationshipKind,
    RoleKind,
)


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
