"""A laid-out picture: where everything of a graph stands. Pixels, y downwards, rounded to tenths."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

import msgspec


class Point(NamedTuple):
    """A place."""

    x: float
    y: float


class Rect(NamedTuple):
    """An upright rectangle."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x of its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of its lower edge."""
        return self.y + self.height

    @property
    def center(self) -> Point:
        """Its middle."""
        return Point(self.x + self.width / 2, self.y + self.height / 2)

    def meets(self, other: Rect, slack: float = 0.5) -> bool:
        """Whether they overlap by more than `slack` pixels either way."""
        return (
            min(self.right, other.right) - max(self.x, other.x) > slack
            and min(self.bottom, other.bottom) - max(self.y, other.y) > slack
        )

    def holds(self, other: Rect, slack: float = 0.5) -> bool:
        """Whether the other lies inside, give or take `slack` pixels."""
        return (
            other.x >= self.x - slack
            and other.y >= self.y - slack
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )


class PlacedBox(msgspec.Struct, frozen=True):
    """A box, and in it the parts above and below its tabs."""

    rect: Rect
    head: Rect
    foot: Rect


class PlacedTab(msgspec.Struct, frozen=True):
    """A tab inside a box, at the edge on `side`, and what docks there: ids of lines, each with the end that it is."""

    box: str
    side: Literal["LEFT", "RIGHT", "TOP", "BOTTOM"]
    rect: Rect
    ends: tuple[tuple[str, Literal["tail", "head"]], ...]


class PlacedLine(msgspec.Struct, frozen=True):
    """A line from tail to head; every bend is a right angle. Its label stands above it, or right of it."""

    points: tuple[Point, ...]
    label: Rect | None = None


class PlacedArea(msgspec.Struct, frozen=True):
    """An area, where its title goes, and how many areas it is inside of."""

    rect: Rect
    title: Rect
    depth: int = 0


class Layout(msgspec.Struct, frozen=True):
    """Everything of a graph with its place; by id. Areas: outer ones before those inside them."""

    size: tuple[float, float]
    boxes: Mapping[str, PlacedBox]
    tabs: tuple[PlacedTab, ...]
    lines: Mapping[str, PlacedLine]
    areas: Mapping[str, PlacedArea]
