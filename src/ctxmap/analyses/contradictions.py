"""Where two maps of one landscape contradict each other about the relationship between two contexts.

Statements are about the same relationship if they have the same name (or both have none) and the same two contexts.
More detail on one map is not a contradiction. Nor are two unnamed statements that both say how the contexts
communicate, and say different things: those are two relationships.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Literal

import msgspec

from ctxmap.analyses.landscapes import Landscape, once_per_landscape
from ctxmap.analyses.merged_statements import subjects
from ctxmap.model.elements import Duration, Element, Relationship, Role, Sync
from ctxmap.vocabulary import RoleKind

_PROTECTIONS: tuple[RoleKind, ...] = ("ACL", "CF")
"""What a downstream context does about the upstream model: the one or the other."""
_DIRECTED = ("UPSTREAM_DOWNSTREAM", "CUSTOMER_SUPPLIER")


class Contradiction(msgspec.Struct, frozen=True, eq=False):
    """What an earlier and a later map state, and where each of them does."""

    pair: tuple[str, str]
    subject: Literal["direction", "partnership", "protection", "timeout"]
    earlier: Element
    later: Element
    facts: tuple[str, str]
    """What each of them states, as a message says it: the earlier one, and the later."""


@once_per_landscape
def contradictions(landscape: Landscape) -> tuple[Contradiction, ...]:
    """The contradictions between maps, in the order of the later statements; each statement has one at most."""
    found: list[Contradiction] = []
    stated: dict[tuple[str, frozenset[str]], list[Relationship]] = {}
    for context_map in landscape.maps if len(landscape.maps) > 1 else ():
        for relationship in context_map.relationships:
            found += _against(relationship, stated.get(_about(relationship), ()))
        for relationship in context_map.relationships:
            stated.setdefault(_about(relationship), []).append(relationship)
    return tuple(found)


def _about(relationship: Relationship) -> tuple[str, frozenset[str]]:
    return relationship.name, frozenset(side.context for side in relationship.sides)


def _against(later: Relationship, stated: Sequence[Relationship]) -> Iterator[Contradiction]:
    same = [earlier for earlier in stated if not _are_different(earlier, later)]
    if same and not any(_agree(earlier, later) for earlier in same):
        yield from _about_kind(same[0], later)
    protection = (each for earlier in same for each in _about_protection(earlier, later))
    timeouts = (each for earlier in same for each in _about_timeouts(earlier, later))
    yield from [each for each in (next(protection, None), next(timeouts, None)) if each]


def _are_different(earlier: Relationship, later: Relationship) -> bool:
    """Whether two unnamed statements are about two relationships, since they say different things are exchanged."""
    if later.name or not (earlier.says_how and later.says_how):
        return False
    return _exchanged(earlier).isdisjoint(_exchanged(later))


def _exchanged(relationship: Relationship) -> frozenset[object]:
    calls = {(sync.caller, sync.callee, "sync") for sync in relationship.syncs}
    sent = {(messages.publisher, messages.consumer, "async") for messages in relationship.asyncs}
    transferred = {(batch.publisher, batch.consumer, "batch") for batch in relationship.batches}
    return frozenset(calls | sent | transferred)


def _agree(earlier: Relationship, later: Relationship) -> bool:
    """Whether they have the same direction, or none; a shared kernel does not rule out any other relationship."""
    if "SHARED_KERNEL" in (earlier.kind, later.kind):
        return True
    if earlier.is_symmetric or later.is_symmetric:
        return earlier.is_symmetric == later.is_symmetric
    return earlier.upstream.context == later.upstream.context


def _about_kind(earlier: Relationship, later: Relationship) -> Iterator[Contradiction]:
    are_directed = earlier.kind in _DIRECTED and later.kind in _DIRECTED
    facts = (_kind(earlier), _kind(later))
    yield Contradiction(_pair(later), "direction" if are_directed else "partnership", earlier, later, facts)


def _kind(relationship: Relationship) -> str:
    one, other = (side.context for side in relationship.sides)
    return (
        f'"{one}" is upstream of "{other}"' if relationship.kind in _DIRECTED else f'"{one}" and "{other}" are partners'
    )


def _about_protection(earlier: Relationship, later: Relationship) -> Iterator[Contradiction]:
    """ACL on one map and CF on the other, on the same side."""
    for side in later.sides:
        before = next((each for each in earlier.sides if each.context == side.context), side)
        for role in side.roles:
            others = _PROTECTIONS if role.kind in _PROTECTIONS else ()
            other = next((found for kind in others if kind != role.kind and (found := before.role(kind))), None)
            if other and not side.has(other.kind) and not before.has(role.kind):
                facts = (_protection(side.context, other), _protection(side.context, role))
                yield Contradiction(_pair(later), "protection", other, role, facts)


def _protection(context: str, role: Role) -> str:
    return f'"{context}" has an anticorruption layer' if role.kind == "ACL" else f'"{context}" is a conformist'


def _about_timeouts(earlier: Relationship, later: Relationship) -> Iterator[Contradiction]:
    for before, call in product(earlier.syncs, later.syncs):
        common = sorted(subjects(call) & subjects(before))
        is_same_call = common and (call.caller, call.callee) == (before.caller, before.callee)
        if is_same_call and _differ(before.timeout, call.timeout):
            facts = (_timeout(before, common[0]), _timeout(call, common[0]))
            yield Contradiction(_pair(later), "timeout", before.timeout or before, call.timeout or call, facts)


def _differ(one: Duration | None, other: Duration | None) -> bool:
    return one is not None and other is not None and one.seconds != other.seconds


def _timeout(call: Sync, operation: str) -> str:
    waits = call.timeout.text if call.timeout else ""
    return f'"{call.caller}" waits {waits} for "{operation.rpartition("::")[2]}"'


def _pair(relationship: Relationship) -> tuple[str, str]:
    return relationship.upstream.context, relationship.downstream.context
