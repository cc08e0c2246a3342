"""Which contexts messages can travel between, straight or over others, as far as a map says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from ctxmap.model.elements import ContextMap, Model
from ctxmap.model.facts import once_per_model


@once_per_model
def joined(model: Model) -> tuple[Mapping[str, int], ...]:
    """For each map the contexts on it, by name, with a number: two of the same one are joined by `async`.

    A relationship that doesn't say how it communicates may be asynchronous, and joins too. Of a map that isn't whole
    nothing is known.
    """
    return tuple(_joined(each) if each.is_whole else {} for each in model.maps)


def _joined(context_map: ContextMap) -> Mapping[str, int]:
    neighbours: defaultdict[str, list[str]] = defaultdict(list)
    for relationship in context_map.relationships:
        one, other = (side.context for side in relationship.sides)
        if relationship.asyncs or not relationship.says_how:
            neighbours[one].append(other)
            neighbours[other].append(one)
    related = (side.context for relationship in context_map.relationships for side in relationship.sides)
    contained = (reference.target for reference in context_map.contains if reference.target)
    groups: dict[str, int] = {}
    for number, name in enumerate(dict.fromkeys((*contained, *related))):
        _spread(neighbours, name, number, groups)
    return groups


def _spread(neighbours: Mapping[str, Sequence[str]], start: str, number: int, groups: dict[str, int]) -> None:
    waiting = [start]
    while waiting:
        name = waiting.pop()
        if name not in groups:
            groups[name] = number
            waiting += neighbours.get(name, ())
