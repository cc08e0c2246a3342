"""Who calls whom synchronously: what the maps state, and what is assumed of frontends that state nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from ctxmap.analyses.deployables import runs_together
from ctxmap.analyses.landscapes import Landscape, once_per_landscape
from ctxmap.model.elements import Model, Operation, Relationship, Sync
from ctxmap.model.index import operations

_DISTANCE_TO_USERS = {"FRONTEND": 0, "BFF": 1}

_Types = Mapping[str, str]
"""The type of each context by its name."""


class Call(msgspec.Struct, frozen=True, eq=False):
    """One context calls another; both by name. `sync` is None where the call is assumed, and no map states it."""

    caller: str
    callee: str
    relationship: Relationship
    sync: Sync | None = None


@once_per_landscape
def stated_calls(landscape: Landscape) -> tuple[Call, ...]:
    """The calls that a landscape states, in the order of the text.

    Calls whose caller is not stated, and calls of a context to itself, are left out.
    """
    return calls_over(landscape.relationships)


def calls_over(relationships: Iterable[Relationship]) -> tuple[Call, ...]:
    """The calls that these relationships state."""
    return tuple(call for relationship in relationships for call in _stated(relationship))


def remote_calls(landscape: Landscape) -> Iterator[Call]:
    """The stated calls between contexts that do not run as one process."""
    return (call for call in stated_calls(landscape) if not runs_together(landscape, call.caller, call.callee))


def calls_out(landscape: Landscape, calls: Sequence[Call]) -> Iterator[tuple[str, Call]]:
    """The calls that leave a process, each with every context that waits for it.

    These are the contexts that lead to the call by calls inside the process, the furthest first, then the caller.
    """
    callers: dict[str, list[str]] = {}
    for call in calls:
        if runs_together(landscape, call.caller, call.callee):
            callers.setdefault(call.callee, []).append(call.caller)
    for call in calls:
        if not runs_together(landscape, call.caller, call.callee):
            waiting = [call.caller]
            for each in waiting:  # grows while it is walked
                waiting += [caller for caller in dict.fromkeys(callers.get(each, ())) if caller not in waiting]
            yield from ((each, call) for each in reversed(waiting))


@once_per_landscape
def frontend_calls(landscape: Landscape) -> tuple[Call, ...]:
    """The calls that frontends and BFFs make, in the order of the text.

    A relationship of theirs that does not say how it communicates counts as a synchronous call.
    """
    types = {context.qualified_name: context.type for context in landscape.contexts}
    return tuple(call for relationship in landscape.relationships for call in _of_frontends(types, relationship))


@once_per_landscape
def served_by_bffs(landscape: Landscape) -> Mapping[str, Sequence[Call]]:
    """The BFFs by name, each with the calls that frontends make to it, the first of each frontend."""
    types = {context.qualified_name: context.type for context in landscape.contexts}
    first: dict[str, dict[str, Call]] = {}
    for call in frontend_calls(landscape):
        if types[call.caller] == "FRONTEND" and types[call.callee] == "BFF":
            first.setdefault(call.callee, {}).setdefault(call.caller, call)
    return {bff: tuple(by_frontend.values()) for bff, by_frontend in first.items()}


def in_words(relationship: Relationship, sync: Sync) -> str:
    """A call as a message describes it: `"Cart" calls "Payment" synchronously`."""
    left, right = (side.context for side in relationship.sides)
    if sync.caller and sync.callee:
        return f'"{sync.caller}" calls "{sync.callee}" synchronously'
    return f'"{left}" and "{right}" call synchronously'


def writes_over(model: Model, sync: Sync) -> list[Operation]:
    """The operations that a call names and that are marked `: write`, in the order of the text."""
    named = (operations(model).get(reference.target or "") for reference in sync.operations)
    return [operation for operation in named if operation and operation.access == "WRITE"]


def _stated(relationship: Relationship) -> Iterator[Call]:
    for sync in relationship.syncs:
        if sync.caller and sync.callee and sync.caller != sync.callee:
            yield Call(sync.caller, sync.callee, relationship, sync)


def _of_frontends(types: _Types, relationship: Relationship) -> Iterator[Call]:
    calls = _stated(relationship) if relationship.says_how else [_assumed(types, relationship)]
    return (call for call in calls if types[call.caller] in _DISTANCE_TO_USERS)


def _assumed(types: _Types, relationship: Relationship) -> Call:
    """Downstream calls upstream; of two equals, the one that is nearer to the users calls the other."""
    callee, caller = relationship.upstream.context, relationship.downstream.context
    if relationship.is_symmetric:
        distances = {name: _DISTANCE_TO_USERS.get(types[name], len(_DISTANCE_TO_USERS)) for name in (callee, caller)}
        caller, callee = sorted(distances, key=distances.__getitem__) if callee != caller else (caller, callee)
    return Call(caller, callee, relationship)
