"""What is judged together: the contexts and relationships of one map, since as-is and to-be don't add up.

A context that stands on no map belongs to every one of them; in a model without maps, all contexts belong together.
"""

from __future__ import annotations

import msgspec

from ctxmap.model.elements import BoundedContext, ContextMap, Model, Relationship
from ctxmap.model.facts import once_per_model


class Landscape(msgspec.Struct, frozen=True, eq=False):
    """Contexts and relationships that are there at the same time, in the order of the text."""

    contexts: tuple[BoundedContext, ...]
    relationships: tuple[Relationship, ...] = ()


@once_per_model
def landscapes(model: Model) -> tuple[Landscape, ...]:
    """One for each map of the model; one of all contexts where it has none."""
    if not model.maps:
        return (Landscape(model.contexts),)
    shown = [_names_on(context_map) for context_map in model.maps]
    places = {context.qualified_name: place for place, context in enumerate(model.contexts)}
    on_no_map = places.keys() - set[str]().union(*shown)
    return tuple(
        Landscape(
            contexts=tuple(model.contexts[place] for place in sorted(places[name] for name in names | on_no_map)),
            relationships=context_map.relationships,
        )
        for context_map, names in zip(model.maps, shown, strict=True)
    )


def _names_on(context_map: ContextMap) -> set[str]:
    contained = {reference.target for reference in context_map.contains if reference.target}
    related = {side.context for relationship in context_map.relationships for side in relationship.sides}
    return contained | related
