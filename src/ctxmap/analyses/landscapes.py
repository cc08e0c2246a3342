"""What is judged together: all maps of a model that have the same state form one landscape.

Teams draw their own maps of one system, and what goes wrong between them shows on no single map. Maps with different
states are never combined: as-is and to-be do not exist at the same time. Organizational maps, which show teams, belong
to no landscape. A context that is on no map of a landscape belongs to every one of them, since declarations have no
state. A relationship stated on several maps is one relationship (see `merged_statements`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from functools import reduce
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from ctxmap.analyses.merged_statements import merged
from ctxmap.model.elements import BoundedContext, ContextMap, Deployable, LandscapeState, Model, Relationship
from ctxmap.model.facts import once, once_per_model

Fact = TypeVar("Fact")

_PHRASES = {"AS_IS": "the as-is maps", "TO_BE": "the to-be maps", "": "the maps without a state"}


class Landscape(msgspec.Struct, frozen=True, eq=False, weakref=True):
    """The contexts and relationships that exist at the same time, in the order of the text.

    `on_maps`: the names of those contexts that one of its maps shows. `deployables`: for each context (by name) that
    runs as one process with others there, the deployable that it is in.
    """

    state: str
    maps: tuple[ContextMap, ...]
    contexts: tuple[BoundedContext, ...]
    on_maps: frozenset[str]
    relationships: tuple[Relationship, ...]
    deployables: Mapping[str, Deployable]

    @property
    def is_whole(self) -> bool:
        """Whether all of its maps were read completely; if not, do not ask what is missing."""
        return all(each.is_whole for each in self.maps)

    @property
    def phrase(self) -> str:
        """How a message refers to it: `map "Shop"`, `the as-is maps`."""
        if len(self.maps) == 1:
            return f'map "{self.maps[0].name}"' if self.maps[0].name else "its map"
        return _PHRASES[self.state]


@once_per_model
def landscapes(model: Model) -> tuple[Landscape, ...]:
    """The landscapes in the order of their first maps; a single one of all contexts where there are no maps."""
    by_state = maps_by_state(model)
    shown = {state: frozenset(name for each in maps for name in names_on(each)) for state, maps in by_state.items()}
    on_no_map = {each.qualified_name for each in model.contexts}.difference(*shown.values())
    return tuple(
        _landscape(model, state, maps, shown[state], shown[state] | on_no_map) for state, maps in by_state.items()
    ) or (_landscape(model, "", (), frozenset(), on_no_map),)


def maps_by_state(model: Model) -> Mapping[LandscapeState, Sequence[ContextMap]]:
    """The maps of each landscape by their state, in the order of the text; organizational maps belong to none."""
    found: dict[LandscapeState, list[ContextMap]] = {}
    for each in model.maps:
        if each.type != "ORGANIZATIONAL":
            found.setdefault("" if each.state == "UNDEFINED" else each.state, []).append(each)
    return found


def once_per_landscape(compute: Callable[[Landscape], Fact]) -> Callable[[Landscape], Fact]:
    """Make `compute` run once for each landscape."""
    return once(compute)


@once_per_model
def relationships(model: Model) -> tuple[Relationship, ...]:
    """Every relationship once, as the maps of its landscape state it together; then those of organizational maps."""
    of_teams = (each.relationships for each in model.maps if each.type == "ORGANIZATIONAL")
    of_landscapes = (each.relationships for each in landscapes(model))
    return tuple(relationship for group in (*of_landscapes, *of_teams) for relationship in group)


def names_on(context_map: ContextMap) -> Iterator[str]:
    """The names of the contexts that a map contains, and of those that only its relationships name."""
    yield from (reference.target for reference in context_map.contains if reference.target)
    yield from (side.context for relationship in context_map.relationships for side in relationship.sides)


def _landscape(
    model: Model, state: str, maps: Sequence[ContextMap], shown: frozenset[str], names: Set[str]
) -> Landscape:
    return Landscape(
        state=state,
        maps=tuple(maps),
        contexts=tuple(each for each in model.contexts if each.qualified_name in names),
        on_maps=shown,
        relationships=maps[0].relationships if len(maps) == 1 else tuple(_relationships(maps)),
        deployables=_deployables(model, state),
    )


def _deployables(model: Model, state: str) -> Mapping[str, Deployable]:
    """Of two deployables that name one context (`several-deployables`), the first counts."""
    counted = [each for each in model.deployables if each.state in ("", "UNDEFINED", state)]
    return {context.target: each for each in reversed(counted) for context in each.contexts if context.target}


def _relationships(maps: Sequence[ContextMap]) -> Iterator[Relationship]:
    """What the maps state together: the n-th relationship of its identity on one map is the n-th on another.

    Ids are unique on one map only, and maps may contradict each other about the direction.
    """
    stated: dict[object, list[Relationship]] = {}
    for each in maps:
        numbers: Counter[object] = Counter()
        for relationship in each.relationships:
            identity = _identity(relationship)
            numbers[identity] += 1
            stated.setdefault((identity, numbers[identity]), []).append(relationship)
    used: Counter[str] = Counter()
    for statements in stated.values():
        relationship = reduce(merged, statements)
        used[relationship.id] += 1
        number = used[relationship.id]
        yield relationship if number == 1 else replace(relationship, id=f"{relationship.id}-{number}")


def _identity(relationship: Relationship) -> tuple[str, ...]:
    """What makes two statements the same relationship: its name, its two contexts, and its direction if it has one."""
    ends = [side.context for side in relationship.sides]
    if relationship.is_symmetric:
        return (relationship.name, relationship.kind, *sorted(ends))
    return (relationship.name, "", *ends)
