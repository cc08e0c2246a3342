"""Which contexts any landscape relates to each other, in whatever direction and by whatever pattern."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ctxmap.analyses.landscapes import landscapes
from ctxmap.model.elements import Model, Relationship
from ctxmap.model.facts import once_per_model


def are_related(model: Model, one: str, other: str) -> bool:
    """Whether a relationship joins two contexts (by name). Of a model without maps, or misread, nothing is known."""
    return one == other or not model.maps or not model.is_whole or bool(between(model, one, other))


def between(model: Model, one: str, other: str) -> Sequence[Relationship]:
    """The relationships between two contexts (by name) in all landscapes."""
    return _by_pair(model).get(frozenset((one, other)), ())


@once_per_model
def _by_pair(model: Model) -> Mapping[frozenset[str], Sequence[Relationship]]:
    found: dict[frozenset[str], list[Relationship]] = {}
    for landscape in landscapes(model):
        for relationship in landscape.relationships:
            found.setdefault(frozenset(side.context for side in relationship.sides), []).append(relationship)
    return found
