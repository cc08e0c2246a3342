"""Columns as rows of things that keep apart across: nodes, and the edges of the areas that they are in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from ctxmap.layout.graph import Area
from ctxmap.layout.regions import PAD, strip_of, walk
from ctxmap.layout.shelves import Shelf
from ctxmap.layout.skeleton import Skeleton

_BETWEEN_AREAS = 14


class Edge(NamedTuple):
    """An edge of an area; of the whole picture, if the area is ""."""

    area: str
    side: Literal["upper", "lower"]


Thing = str | Edge
"""A node by its id, or an edge of an area, which has no size."""


def row(shelf: Shelf) -> Iterator[Thing]:
    """What stands on a shelf, between its edges."""
    yield Edge(shelf.area, "upper")
    for entry in shelf.entries:
        if isinstance(entry, Shelf):
            yield from row(entry)
        else:
            yield entry
    yield Edge(shelf.area, "lower")


class Spacing:
    """How far things keep apart, from middle to middle."""

    def __init__(self, skeleton: Skeleton) -> None:
        self._nodes = skeleton.nodes
        sideways = skeleton.direction == "LEFT_TO_RIGHT"
        self._upper = {"": 0.0} | {area.id: _above(area, sideways=sideways) for area, _ in walk(skeleton.areas)}

    def between(self, upper: Thing, lower: Thing) -> float:
        """How far two neighbours in a row are apart at least."""
        if not isinstance(upper, Edge):
            return self._below_node(upper, lower)
        if upper.side == "lower" and isinstance(lower, Edge):
            return _BETWEEN_AREAS if lower.side == "upper" else _padding(lower)
        if upper.side == "lower":
            return self._nodes[str(lower)].across / 2
        if not isinstance(lower, Edge):
            return self._upper[upper.area] + self._nodes[lower].half
        return self._upper[upper.area] if lower.side == "upper" else 0

    def _below_node(self, upper: str, lower: Thing) -> float:
        node = self._nodes[upper]
        if not isinstance(lower, Edge):
            return (node.across + self._nodes[lower].across) / 2
        return node.half + _padding(lower) if lower.side == "lower" else node.across / 2


def _above(area: Area, *, sideways: bool) -> float:
    """What is free below the upper edge of an area; from left to right its title stands there."""
    return strip_of(area) if sideways else PAD


def _padding(edge: Edge) -> float:
    return PAD if edge.area else 0
