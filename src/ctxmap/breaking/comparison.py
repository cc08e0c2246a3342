"""Two states of a system, compared from the side of its consumers: who counts on what, and what has become of it.

Whoever consumes something in the old state still runs against it when the new one is deployed. So the new state is also
seen as it would be if everybody still used what the new providers declare (`kept`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

import msgspec
from msgspec.structs import replace

from ctxmap.analyses.difference import renames, today
from ctxmap.analyses.uses import Kind, Use, uses
from ctxmap.breaking.schemas import Misfit
from ctxmap.breaking.states import as_one_map, landscape_of_contracts
from ctxmap.breaking.wire import Address, Wire, addresses, operations_on_wire, signature
from ctxmap.configuration import ContractDefaults
from ctxmap.model import index
from ctxmap.model.elements import (
    Aggregate,
    BoundedContext,
    DomainObject,
    Element,
    LandscapeState,
    Model,
    Named,
    Operation,
    Reference,
    Relationship,
    Side,
    Sync,
)

Thing = Aggregate | DomainObject | Operation


class Used(msgspec.Struct, frozen=True, eq=False, kw_only=True):
    """Something that consumers count on: `element` is its qualified name in the old state, `uses` are all of its uses.

    `old` is None where its provider never declared it, `new` where the provider doesn't declare it any more.
    """

    element: str
    kind: Kind
    name: str
    provider: str
    uses: tuple[Use, ...]
    old: Thing | None
    new: Thing | None

    @property
    def consumers(self) -> tuple[str, ...]:
        """The names of those who count on it."""
        return tuple(dict.fromkeys(use.consumer for use in self.uses))


class Comparison:
    """The old state, the new one, and what consumers of the old one count on.

    `old` and `new` are models whose only map is the landscape of contracts. `today` is a date (`2027-03-31`).
    """

    def __init__(
        self,
        old: Model,
        new: Model,
        *,
        state: LandscapeState | None = None,
        today: str = "",
        defaults: ContractDefaults | None = None,
    ) -> None:
        self.old = as_one_map(old, landscape_of_contracts(old, state))
        self.new = as_one_map(new, landscape_of_contracts(new, state))
        self.today = today
        self._renamed = renames(old, new)
        self._defaults = defaults or ContractDefaults()
        self.given: dict[tuple[str, Kind], tuple[Misfit, ...]] = {}
        """What `given` has found, by element and kind of what is used."""

    def name(self, old_name: str) -> str:
        """The qualified name that something has in the new state."""
        return today(old_name, self._renamed)

    def provider(self, used: Used) -> BoundedContext | None:
        """The context that provides it in the new state, None if it is gone."""
        return index.contexts(self.new).get(self.name(used.provider))

    @cached_property
    def used(self) -> tuple[Used, ...]:
        """Everything that is used in the old state, in the order of the text."""
        found: dict[tuple[str, Kind], list[Use]] = {}
        for use in self.old_uses:
            found.setdefault((use.element, use.kind), []).append(use)
        return tuple(self._used(element, kind, several) for (element, kind), several in found.items())

    @cached_property
    def old_uses(self) -> tuple[Use, ...]:
        """The uses in the old state."""
        return uses(self.old)

    @cached_property
    def uses_now(self) -> tuple[Use, ...]:
        """The uses in the new state."""
        return uses(self.new)

    def is_used_now(self, used: Used, consumer: str = "") -> bool:
        """Whether somebody uses it in the new state, or that consumer (by its old name)."""
        return next(self._used_now(used, consumer), None) is not None

    def terms_now(self, used: Used, use: Use) -> Use | None:
        """The same use in the new state."""
        return next(self._used_now(used, use.consumer), None)

    def _used_now(self, used: Used, consumer: str) -> Iterator[Use]:
        name = self.name(consumer) if consumer else ""
        provider = self.name(used.provider)
        return (
            use
            for use in self.uses_now
            if (use.kind, use.provider) == (used.kind, provider)
            and name in ("", use.consumer)
            and (use.target == used.new.qualified_name if used.new else use.name == used.name)
        )

    def wire(self, used: Used) -> tuple[Wire, Wire] | None:
        """An operation on the wire, before and after; None if one of the states doesn't declare it."""
        if not isinstance(used.old, Operation) or not isinstance(used.new, Operation):
            return None
        before = self._wires_before.get(used.element)
        after = self._wires_after.get(used.new.qualified_name)
        if before and after:
            return before, after
        plain = signature(self.old, used.old), signature(self.kept, used.new)
        return replace(plain[0], address=before.address if before else ""), plain[1]

    def addresses(self, use: Use, new: DomainObject | None) -> tuple[frozenset[Address], frozenset[Address]]:
        """Where a message travels from its sender to its receiver, before and after; empty where it doesn't."""
        ends = (use.provider, use.consumer) if use.kind == "EVENT" else (use.consumer, use.provider)
        sender, receiver = map(self.name, ends)
        after = new.qualified_name if new else f"{self.name(use.provider)}::{use.name}"
        return (
            self._addresses_before.get((use.element, *ends), frozenset()),
            self._addresses_after.get((after, sender, receiver), frozenset()),
        )

    def place(self, element: str) -> Element:
        """Where to speak of an element of the old state: at what it is now, or in what it stood, or on the map."""
        known = self._elements_now
        name = self.name(element)
        while name:
            if name in known:
                return known[name]
            name = name.rpartition("::")[0]
        return self.new.maps[0]

    def between(self, one: str, other: str) -> Relationship | None:
        """The relationship of two contexts (by their old names) in the new state."""
        names = {self.name(one), self.name(other)}
        return next((each for each in self.new.relationships if {side.context for side in each.sides} == names), None)

    def teams(self, context: str) -> tuple[str, ...]:
        """The teams to tell, of the new state or else of the old one."""
        now = index.contexts(self.new).get(self.name(context))
        then = index.contexts(self.old).get(context)
        found = (now and index.teams_of(self.new, now)) or (then and index.teams_of(self.old, then)) or ()
        return tuple(team.name for team in found)

    @cached_property
    def kept(self) -> Model:
        """The new state, if consumers still used all that is still declared."""
        kept = tuple(self._kept())
        known = index.contexts(self.new)
        gone = [side.context for each in kept for side in each.sides if side.context not in known]
        missing = tuple(BoundedContext(name=name, qualified_name=name) for name in dict.fromkeys(gone))
        only = self.new.maps[0]
        maps = (replace(only, relationships=(*only.relationships, *kept)),)
        return replace(self.new, maps=maps, contexts=(*self.new.contexts, *missing))

    def _kept(self) -> Iterator[Relationship]:
        wanted: dict[tuple[str, str], list[Reference]] = {}
        for used in self.used:
            if isinstance(used.new, Operation):
                reference = Reference(name=used.new.name, target=used.new.qualified_name)
                for consumer in used.consumers:
                    if not self.is_used_now(used, consumer):
                        wanted.setdefault((self.name(used.provider), self.name(consumer)), []).append(reference)
        for number, ((provider, consumer), operations) in enumerate(wanted.items()):
            existing = self.between(provider, consumer)
            yield Relationship(
                kind="UPSTREAM_DOWNSTREAM",
                id=f"kept-{number}",
                upstream=Side(context=provider),
                downstream=Side(context=consumer),
                implementation_technology=existing.implementation_technology if existing else "",
                syncs=(Sync(caller=consumer, callee=provider, operations=tuple(operations)),),
            )

    @cached_property
    def _wires_before(self) -> Mapping[str, Wire]:
        return operations_on_wire(self.old, self._defaults)

    @cached_property
    def _wires_after(self) -> Mapping[str, Wire]:
        return operations_on_wire(self.kept, self._defaults)

    @cached_property
    def _addresses_before(self) -> Mapping[tuple[str, str, str], frozenset[Address]]:
        return addresses(self.old)

    @cached_property
    def _addresses_after(self) -> Mapping[tuple[str, str, str], frozenset[Address]]:
        return addresses(self.new)

    @cached_property
    def _elements_now(self) -> Mapping[str, Named]:
        new = self.new
        return {
            **index.operations(new),
            **index.services(new),
            **index.types(new),
            **index.modules(new),
            **index.aggregates(new),
            **index.contexts(new),
        }

    def _used(self, element: str, kind: Kind, several: Sequence[Use]) -> Used:
        first = several[0]
        old = _declared(self.old, kind, first.target)
        return Used(
            element=element,
            kind=kind,
            name=first.name,
            provider=first.provider,
            uses=tuple(several),
            old=old,
            new=self._counterpart(first, kind),
        )

    def _counterpart(self, use: Use, kind: Kind) -> Thing | None:
        """What it is in the new state: by its name of today, or else the only one of its name that the provider has."""
        provider = self.name(use.provider)
        found = _declared(self.new, kind, self.name(use.element))
        if found and found.qualified_name.partition("::")[0] == provider:
            return found
        context = index.contexts(self.new).get(provider)
        same = [each for each in _all(context, kind) if each.name == use.name] if context else []
        return same[0] if len(same) == 1 else None


def _declared(model: Model, kind: Kind, name: str) -> Thing | None:
    """What is declared under a qualified name."""
    if kind == "OPERATION":
        return index.operations(model).get(name)
    if kind == "AGGREGATE":
        return index.aggregates(model).get(name)
    found = index.types(model).get(name)
    if isinstance(found, DomainObject):
        return found
    return index.aggregates(model).get(name) if kind == "DATA" else None


def _all(context: BoundedContext, kind: Kind) -> Iterable[Thing]:
    if kind == "OPERATION":
        return context.all_operations
    if kind == "AGGREGATE":
        return context.aggregates
    objects = tuple(context.all_objects)
    if kind == "DATA":
        return (*context.aggregates, *objects)
    wanted = "DOMAIN_EVENT" if kind == "EVENT" else "COMMAND"
    return [each for each in objects if each.kind == wanted]
