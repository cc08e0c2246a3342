"""How strongly contexts are coupled to ours and to legacy systems."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

import msgspec

from ctxmap.analyses.landscapes import Landscape
from ctxmap.model.elements import Model
from ctxmap.model.index import context_of


class Coupling(msgspec.Struct, frozen=True):
    """What couples a context to others: relationships, and data that is accessed bypassing their interfaces.

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
        """All relationships and data accesses, each counted once."""
        return self.relationships + self.data


def couplings(model: Model, landscape: Landscape) -> Mapping[str, Coupling]:
    """The coupling of every context in a landscape, by its name.

    What counts are relationships and data access to our and legacy contexts, from either side. An aggregate that a
    context both reads and writes counts twice.
    """
    counted = {context.qualified_name for context in landscape.contexts if context.is_ours or context.type == "LEGACY"}
    neighbours: defaultdict[str, list[str]] = defaultdict(list)
    for relationship in landscape.relationships:
        one, other = (side.context for side in relationship.sides)
        if one != other and {one, other} <= counted:
            neighbours[one].append(other)
            neighbours[other].append(one)
    data: Counter[str] = Counter()
    for reader, owner in _data_access(model, landscape):
        if reader in counted and owner in counted:
            data.update((reader, owner))
    names = [context.qualified_name for context in landscape.contexts]
    return {name: Coupling(tuple(neighbours[name]), data[name]) for name in names}


def _data_access(model: Model, landscape: Landscape) -> Iterator[tuple[str, str]]:
    """Who reads or writes whose data, once for each aggregate."""
    for context in landscape.contexts:
        for reference in (*context.reads, *context.writes):
            owner = context_of(model, reference.target or "")
            if owner and owner is not context:
                yield context.qualified_name, owner.qualified_name
