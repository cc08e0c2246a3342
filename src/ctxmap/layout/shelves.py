"""What stands in each column, nested by area: what may change places with what.

An area takes part in every column from its first to its last, even where it has nothing in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ctxmap.layout.graph import Area
from ctxmap.layout.skeleton import Skeleton


class Shelf:
    """A column, or the part of it that an area takes: names of nodes, and the shelves of areas inside, in order."""

    def __init__(self, area: str, entries: list[str | Shelf]) -> None:
        self.area = area
        self.entries = entries
        self.is_nested = any(isinstance(entry, Shelf) for entry in entries)

    @property
    def nodes(self) -> list[str]:
        """Every node on it, in order."""
        found: list[str] = []
        for entry in self.entries:
            if isinstance(entry, str):
                found.append(entry)
            elif entry.entries:
                found += entry.nodes
        return found

    @property
    def inside(self) -> list[Shelf]:
        """The shelves of areas directly inside."""
        return [entry for entry in self.entries if isinstance(entry, Shelf)]

    @property
    def all(self) -> Iterator[Shelf]:
        """It and every shelf inside."""
        yield self
        for shelf in self.inside:
            yield from shelf.all


def shelves(skeleton: Skeleton) -> list[Shelf]:
    """The columns of a skeleton, each with its areas and then its nodes in their order."""
    members: defaultdict[tuple[int, str], list[str]] = defaultdict(list)
    for node in skeleton.nodes.values():
        members[node.column, node.areas[-1] if node.areas else ""].append(node.id)
    last = max(node.column for node in skeleton.nodes.values())
    reach = _reach(skeleton)
    return [Shelf("", [*_shelves(skeleton.areas, i, members, reach), *members[i, ""]]) for i in range(last + 1)]


def _shelves(
    areas: Sequence[Area],
    column: int,
    members: Mapping[tuple[int, str], Sequence[str]],
    reach: Mapping[str, tuple[int, int]],
) -> Iterator[Shelf]:
    for area in areas:
        first, last = reach.get(area.id, (1, 0))
        if first <= column <= last:
            inside = _shelves(area.areas, column, members, reach)
            yield Shelf(area.id, [*inside, *members.get((column, area.id), ())])


def _reach(skeleton: Skeleton) -> dict[str, tuple[int, int]]:
    """The first and last column of each area that has something in it."""
    found: dict[str, tuple[int, int]] = {}
    for node in skeleton.nodes.values():
        for area in node.areas:
            first, last = found.get(area, (node.column, node.column))
            found[area] = min(first, node.column), max(last, node.column)
    return found
