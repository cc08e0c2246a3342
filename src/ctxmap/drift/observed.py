"""A map beside what is observed of the running system: the contracts of services, and traffic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from functools import cached_property

import msgspec

from ctxmap.analyses.deployables import deployable_services
from ctxmap.analyses.landscapes import Landscape, landscapes
from ctxmap.breaking.states import as_one_map
from ctxmap.configuration import ContractDefaults, Verification
from ctxmap.drift import naming
from ctxmap.foreign.document import Document
from ctxmap.foreign.traffic import Seen, Traffic
from ctxmap.model import index
from ctxmap.model.elements import BoundedContext, LandscapeState, Model, Relationship
from ctxmap.text.source import NOWHERE, Span

_FIRST_STATES: tuple[LandscapeState, ...] = ("AS_IS", "", "TO_BE")
"""What runs is compared with what is, or else with a map without a state."""
_NOBODY = frozenset({"user", "unknown", ""})
"""What the service graph connector calls whoever sends no telemetry."""


class Contract(msgspec.Struct, frozen=True, eq=False):
    """The contract of a context: an OpenAPI or AsyncAPI document without mistakes. `context` is None if unknown."""

    context: BoundedContext | None
    document: Document
    known_documents: Mapping[str, Document] = {}
    """Documents that it may refer to, by path."""


class Observed:
    """A model whose only map is the landscape that runs, and what is known of the system."""

    def __init__(
        self,
        model: Model,
        *,
        state: LandscapeState | None = None,
        verification: Verification | None = None,
        defaults: ContractDefaults | None = None,
    ) -> None:
        self.landscape = running_landscape(model, state)
        self.model = as_one_map(model, self.landscape)
        self.verification = verification or Verification()
        self.defaults = defaults or ContractDefaults()
        self.http: Sequence[Contract] = ()
        self.messaging: Sequence[Contract] = ()
        self.traffic: Traffic | None = None

    def context_called(self, *names: str) -> BoundedContext | None:
        """The context that one of these names means: as the configuration says, or by its own name."""
        for name in names:
            found = self.contexts_called(name)
            if len(found) == 1:
                return index.contexts(self.model)[found[0]]
        return None

    def contexts_called(self, name: str) -> Sequence[str]:
        """The contexts (by qualified name) that run in a service of this name: several in a deployable, or none."""
        known = index.contexts(self.model)
        if meant := self.verification.services.get(name):
            return [meant] if meant in known else self._deployables.get(meant, ())
        if name in known:
            return [name]
        plain = naming.service(name)
        if plain in self._contexts_by_name:
            return [self._contexts_by_name[plain]]
        return self._deployables.get(plain, ())

    def is_ignored(self, name: str) -> bool:
        """Whether the configuration leaves out a service, or a method and path."""
        return any(fnmatchcase(name, each) for each in self.verification.ignore)

    @cached_property
    def unknown_services(self) -> Mapping[str, Seen]:
        """The services in traffic that no context of the map means, and where they were seen first."""
        return {
            name: seen
            for name, seen in (self.traffic.services.items() if self.traffic else ())
            if not (name in _NOBODY or self.contexts_called(name) or self.is_ignored(name))
        }

    def teams(self, context: str) -> tuple[str, ...]:
        """The teams that own a context."""
        found = index.contexts(self.model).get(context)
        return tuple(team.name for team in index.teams_of(self.model, found)) if found else ()

    def owner(self, contract: Contract) -> str:
        """The context of a contract as messages name it."""
        return f'"{contract.context.name}"' if contract.context else f'"{contract.document.source.path}"'

    def between(self, one: str, other: str) -> Relationship | None:
        """The relationship of two contexts."""
        found = (each for each in self.model.relationships if {side.context for side in each.sides} == {one, other})
        return next(found, None)

    @property
    def place(self) -> Span:
        """Where to speak of the map as a whole."""
        shown = (*self.landscape.maps, *self.model.contexts)
        return next((each.at for each in shown if each.at.path), NOWHERE)

    @cached_property
    def _contexts_by_name(self) -> Mapping[str, str]:
        contexts = [
            (naming.service(each.name), each.qualified_name) for each in self.model.contexts if each.type != "TEAM"
        ]
        titles = [
            (naming.service(each.title), each.qualified_name) for each in self.model.contexts if each.type != "TEAM"
        ]
        services = [(naming.service(each.name), each.context) for each in deployable_services(self.model)]
        own = naming.unique(contexts)
        return {**naming.unique([*titles, *services]), **own}

    @cached_property
    def _deployables(self) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = {}
        for context, deployable in self.landscape.deployables.items():
            for name in dict.fromkeys((deployable.name, naming.service(deployable.name))):
                found.setdefault(name, []).append(context)
        return found


def running_landscape(model: Model, state: LandscapeState | None) -> Landscape:
    """The landscape of a state, or else of what runs: as-is, without a state, to-be."""
    by_state = {each.state: each for each in landscapes(model)}
    wanted = (state,) if state in by_state else _FIRST_STATES
    return next((by_state[each] for each in wanted if each in by_state), landscapes(model)[0])
