"""What a context reaches over the maps: the types of contexts upstream of it, and of its equals.

As the Context Mapper tool has it: where a relationship exposes aggregates, only those are reached; where it exposes
none, all that its upstream context holds. Equals reach all of each other.
"""

from __future__ import annotations

from collections.abc import Mapping, Set

from ctxmap.model.elements import Model
from ctxmap.model.facts import once_per_model

Reach = Mapping[str, Mapping[str, Set[str]]]


@once_per_model
def reached(model: Model) -> Reach:
    """For each context the contexts that it reaches, and what of them: the names of aggregates, or of the whole."""
    found: dict[str, dict[str, set[str]]] = {}
    for relationship in model.relationships:
        upstream, downstream = (side.context for side in relationship.sides)
        exposed = {reference.target for reference in relationship.exposed_aggregates if reference.target}
        below = found.setdefault(downstream, {}).setdefault(upstream, set())
        below |= exposed if exposed and not relationship.is_symmetric else {upstream}
        if relationship.is_symmetric:
            found.setdefault(upstream, {}).setdefault(downstream, set()).add(downstream)
    return found


def is_reached(model: Model, context: str, qualified_name: str) -> bool:
    """Whether a context reaches what has that name in another one."""
    there = reached(model).get(context, {}).get(qualified_name.partition("::")[0], set[str]())
    while qualified_name and qualified_name not in there:
        qualified_name = qualified_name.rpartition("::")[0]
    return bool(qualified_name)


def share_a_kernel(model: Model, one: str, other: str) -> bool:
    """Whether two contexts have a shared kernel on any map."""
    return (one, other) in _shared_kernels(model)


@once_per_model
def _shared_kernels(model: Model) -> Set[tuple[str, str]]:
    pairs = {
        (relationship.upstream.context, relationship.downstream.context)
        for relationship in model.relationships
        if relationship.kind == "SHARED_KERNEL"
    }
    return pairs | {(other, one) for one, other in pairs}
