"""Who calls whom synchronously: what the maps say, and what the silence of a frontend means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from ctxmap.model.elements import Model, Relationship, Sync
from ctxmap.model.facts import once_per_model
from ctxmap.model.index import contexts

_NEAR_TO_PEOPLE = {"FRONTEND": 0, "BFF": 1}


class Call(msgspec.Struct, frozen=True, eq=False):
    """One context calls another; both by name. `sync` is None where the map doesn't say so but it is taken to be so."""

    caller: str
    callee: str
    relationship: Relationship
    sync: Sync | None = None


@once_per_model
def stated_calls(model: Model) -> tuple[tuple[Call, ...], ...]:
    """For each map the calls that it states, in the order of the text.

    Left out are those of which it doesn't say who makes them, and those of a context to itself.
    """
    return tuple(
        tuple(call for relationship in each.relationships for call in _stated(relationship)) for each in model.maps
    )


@once_per_model
def frontend_calls(model: Model) -> tuple[tuple[Call, ...], ...]:
    """For each map the calls that frontends and BFFs make, in the order of the text.

    A relationship of theirs that doesn't say how it communicates counts as a call.
    """
    return tuple(
        tuple(call for relationship in each.relationships for call in _of_frontends(model, relationship))
        for each in model.maps
    )


@once_per_model
def served_by_bffs(model: Model) -> tuple[Mapping[str, Sequence[Call]], ...]:
    """For each map its BFFs, by name, with the calls that frontends make to them, the first of each frontend."""
    return tuple(_served(model, calls) for calls in frontend_calls(model))


def in_words(relationship: Relationship, sync: Sync) -> str:
    """A call as a message tells of it: `"Cart" calls "Payment" synchronously`."""
    left, right = (side.context for side in relationship.sides)
    if sync.caller and sync.callee:
        return f'"{sync.caller}" calls "{sync.callee}" synchronously'
    return f'"{left}" and "{right}" call synchronously'


def _stated(relationship: Relationship) -> Iterator[Call]:
    for sync in relationship.syncs:
        if sync.caller and sync.callee and sync.caller != sync.callee:
            yield Call(sync.caller, sync.callee, relationship, sync)


def _served(model: Model, calls: Iterable[Call]) -> Mapping[str, Sequence[Call]]:
    first: dict[str, dict[str, Call]] = {}
    for call in calls:
        if contexts(model)[call.caller].type == "FRONTEND" and contexts(model)[call.callee].type == "BFF":
            first.setdefault(call.callee, {}).setdefault(call.caller, call)
    return {bff: tuple(by_frontend.values()) for bff, by_frontend in first.items()}


def _of_frontends(model: Model, relationship: Relationship) -> Iterator[Call]:
    calls = _stated(relationship) if relationship.says_how else [_taken_to_be(model, relationship)]
    return (call for call in calls if contexts(model)[call.caller].type in _NEAR_TO_PEOPLE)


def _taken_to_be(model: Model, relationship: Relationship) -> Call:
    """Downstream calls upstream; of two equals, the one that is nearer to people calls the other."""
    callee, caller = relationship.upstream.context, relationship.downstream.context
    if relationship.is_symmetric:
        caller, callee = sorted((callee, caller), key=lambda name: _distance_to_people(model, name))
    return Call(caller, callee, relationship)


def _distance_to_people(model: Model, context: str) -> int:
    return _NEAR_TO_PEOPLE.get(contexts(model)[context].type, len(_NEAR_TO_PEOPLE))
