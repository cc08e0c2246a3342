"""What it takes to cut a context out of a legacy system: what the two still share, and what would not survive the cut.

Knows nothing of stages or of an order; those are in `migration_plan`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from ctxmap.analyses.communication.calls import Call
from ctxmap.analyses.databases import by_plain_name, databases_of
from ctxmap.analyses.similarity import likenesses
from ctxmap.model.elements import BoundedContext, Model, Quoted, Reference
from ctxmap.model.facts import once_per_model
from ctxmap.model.index import context_of

CHATTY = 4
"""How many operations two contexts may wait for of each other until there is too much talk to put a network between."""


class Shared(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a context and its legacy system have in common at run time; aggregates by qualified name.

    `reads` and `writes` are the legacy system's aggregates that the context uses round its interface, `read_by` and
    `written_by` its own that the legacy system does. `calls` are the operations that it waits for, `called_for` those
    that the legacy system waits for; a call that doesn't say what for is "".
    """

    reads: tuple[str, ...] = ()
    writes: tuple[str, ...] = ()
    read_by: tuple[str, ...] = ()
    written_by: tuple[str, ...] = ()
    databases: tuple[str, ...] = ()
    calls: tuple[str, ...] = ()
    called_for: tuple[str, ...] = ()

    @property
    def is_nothing(self) -> bool:
        """Whether the two could be run apart today."""
        return self == Shared()


class Cycle(msgspec.Struct, frozen=True, tag_field="kind", tag="circle"):
    """The two wait for each other: the contexts that call one another in turn, the first one again at the end."""

    contexts: tuple[str, ...]


class Spanning(msgspec.Struct, frozen=True, tag_field="kind", tag="transaction"):
    """An ACID transaction over aggregates on both sides of the cut, of which `others` are beyond it."""

    transaction: str
    others: tuple[str, ...]


class Twins(msgspec.Struct, frozen=True, tag_field="kind", tag="aggregate"):
    """An aggregate of the context that the legacy system has as well, and so two that keep the same thing."""

    aggregate: str
    other: str


class CoWritten(msgspec.Struct, frozen=True, tag_field="kind", tag="writes"):
    """An aggregate that both sides write, so that neither can keep a promise about it."""

    aggregate: str


class Chatty(msgspec.Struct, frozen=True, tag_field="kind", tag="calls"):
    """So many operations of one another that the two wait for."""

    number: int


Obstacle = Cycle | Spanning | Twins | CoWritten | Chatty


def shared(model: Model, context: BoundedContext, legacy: BoundedContext, calls: Sequence[Call]) -> Shared:
    """What the two share, `calls` being the synchronous ones of the map on which they stand."""
    return Shared(
        reads=_of(model, context.reads, legacy),
        writes=_of(model, context.writes, legacy),
        read_by=_of(model, legacy.reads, context),
        written_by=_of(model, legacy.writes, context),
        databases=tuple(each.value for name, each in _stores(context).items() if name in _stores(legacy)),
        calls=tuple(_operations(calls, context, legacy)),
        called_for=tuple(_operations(calls, legacy, context)),
    )


def obstacles(
    model: Model, context: BoundedContext, legacy: BoundedContext, calls: Sequence[Call], common: Shared
) -> Iterator[Obstacle]:
    """What stands in the way of a cut between the two, which have that in common."""
    yield from _cycles(calls, context.qualified_name, legacy.qualified_name)
    yield from _spanning(model, context)
    yield from (CoWritten(name) for name in (*common.writes, *common.written_by))
    for likeness in likenesses((legacy, context)):
        if likeness.sign is None:
            twin, original = likeness.occurrence.aggregate, likeness.others[0].aggregate
            yield Twins(twin.qualified_name, original.qualified_name)
    number = len(common.calls) + len(common.called_for)
    if number > CHATTY:
        yield Chatty(number)


def _of(model: Model, references: Sequence[Reference], owner: BoundedContext) -> tuple[str, ...]:
    names = dict.fromkeys(reference.target for reference in references if reference.target)
    return tuple(name for name in names if context_of(model, name) is owner)


def _stores(context: BoundedContext) -> Mapping[str, Quoted]:
    return by_plain_name(databases_of(context))


def _operations(calls: Sequence[Call], caller: BoundedContext, callee: BoundedContext) -> Iterator[str]:
    """What is called for, each once; "" for each call that doesn't say."""
    named: dict[str, None] = {}
    for call in calls:
        if (call.caller, call.callee) == (caller.qualified_name, callee.qualified_name):
            operations = call.sync.operations if call.sync else ()
            named.update(dict.fromkeys(operation.name for operation in operations))
            if not operations:
                yield ""
    yield from named


def _cycles(calls: Sequence[Call], context: str, legacy: str) -> Iterator[Cycle]:
    """The shortest way there and the shortest way back, where there are both."""
    called: dict[str, list[str]] = {}
    for call in calls:
        called.setdefault(call.caller, []).append(call.callee)
    there, back = _way(called, context, legacy), _way(called, legacy, context)
    if there and back:
        yield Cycle((*there, *back[1:]))


def _way(called: Mapping[str, Sequence[str]], start: str, end: str) -> Sequence[str]:
    """The first of the shortest ways from one to the other; empty, if there is none. Breadth-first."""
    ways: dict[str, tuple[str, ...]] = {start: (start,)}
    for node in (waiting := [start]):  # grows while it is walked
        for successor in called.get(node, ()):
            if successor == end:
                return (*ways[node], end)
            if successor not in ways:
                ways[successor] = (*ways[node], successor)
                waiting.append(successor)
    return ()


def _spanning(model: Model, context: BoundedContext) -> Iterator[Spanning]:
    for transaction, names in _acid(model):
        others = tuple(name for name in names if context_of(model, name) is not context)
        if others and len(others) < len(names):
            yield Spanning(transaction, others)


@once_per_model
def _acid(model: Model) -> Sequence[tuple[str, tuple[str, ...]]]:
    """The titles of ACID transactions, and the aggregates that each changes."""
    return [(each.title, each.all_aggregates) for each in model.all_transactions if each.consistency == "ACID"]
