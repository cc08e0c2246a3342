"""How strongly contexts are coupled to ours and to legacy systems."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

import msgspec

from ctxmap.analyses.landscapes import Landscape, landscapes
from ctxmap.model.elements import Model
from ctxmap.model.facts import once_per_model
from ctxmap.model.index import context_of


class Coupling(msgspec.Struct, frozen=True):
    """What ties a context to others: relationships, and data that is read or written round their interfaces.

    `neighbours` are the other sides of its relationships, by name, one for each relationship, in the order of the text.
    """

    neighbours: tuple[str, ...]
    data: int

    @property
    def relationships(self) -> int:
        """How many relationships there are."""
        return len(self.neighbours)

    @property
    def total(self) -> int:
        """All ties, each counting once."""
        return self.relationships + self.data


@once_per_model
def couplings(model: Model) -> tuple[Mapping[str, Coupling], ...]:
    """For each landscape the coupling of every context in it, by its name.

    What counts are ties with ours and with legacy systems, whichever side they begin at. An aggregate that a context
    both reads and writes ties it twice.
    """
    return tuple(_couplings(model, landscape) for landscape in landscapes(model))


def _couplings(model: Model, landscape: Landscape) -> Mapping[str, Coupling]:
    counted = {context.qualified_name for context in landscape.contexts if context.is_ours or context.type == "LEGACY"}
    neighbours: defaultdict[str, list[str]] = defaultdict(list)
    for relationship in landscape.relationships:
        one, other = (side.context for side in relationship.sides)
        if one != other and {one, other} <= counted:
            neighbours[one].append(other)
            neighbours[other].append(one)
    data: Counter[str] = Counter()
    for reader, owner in _touches(model, landscape):
        if reader in counted and owner in counted:
            data.update((reader, owner))
    names = [context.qualified_name for context in landscape.contexts]
    return {name: Coupling(tuple(neighbours[name]), data[name]) for name in names}


def _touches(model: Model, landscape: Landscape) -> Iterator[tuple[str, str]]:
    """Who reads or writes whose data, once for each aggregate."""
    for context in landscape.contexts:
        for reference in (*context.reads, *context.writes):
            owner = context_of(model, reference.target or "")
            if owner and owner is not context:
                yield context.qualified_name, owner.qualified_name
