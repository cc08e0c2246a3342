"""Which contexts any landscape relates to each other, in whatever direction and by whatever pattern."""

from __future__ import annotations

from collections.abc import Set

from ctxmap.analyses.landscapes import landscapes
from ctxmap.model.elements import Model
from ctxmap.model.facts import once_per_model


def are_related(model: Model, one: str, other: str) -> bool:
    """Whether a relationship joins two contexts (by name). Of a model without maps, or misread, nothing is known."""
    return one == other or not model.maps or not model.is_whole or frozenset((one, other)) in _pairs(model)


@once_per_model
def _pairs(model: Model) -> Set[frozenset[str]]:
    relationships = (relationship for each in landscapes(model) for relationship in each.relationships)
    return {frozenset(side.context for side in relationship.sides) for relationship in relationships}
