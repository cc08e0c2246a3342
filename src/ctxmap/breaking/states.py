"""One state of a system as its consumers meet it: the landscape from which its contracts are generated.

Landscapes are never combined: to-be if there is one, otherwise the maps without a state, otherwise as-is.
"""

from __future__ import annotations

from msgspec.structs import replace

from ctxmap.analyses.contracts.calls import contract_landscape
from ctxmap.analyses.landscapes import Landscape, landscapes
from ctxmap.model.elements import ContextMap, LandscapeState, Model


def landscape_of_contracts(model: Model, state: LandscapeState | None = None) -> Landscape:
    """The landscape of a state; without one, or where the model has no maps of that state, that of the contracts."""
    return next((each for each in landscapes(model) if each.state == state), contract_landscape(model))


def as_one_map(model: Model, landscape: Landscape) -> Model:
    """The model with the landscape as its only map."""
    name = landscape.maps[0].name if landscape.maps else ""
    only = ContextMap(name=name, qualified_name=name, relationships=landscape.relationships)
    at = landscape.maps[0].at if landscape.maps else only.at
    return replace(model, maps=(replace(only, at=at),))
