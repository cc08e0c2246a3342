"""How large boxes become with their tabs, and where along their edges the tabs begin.

From left to right, tabs stand at the left and right edge, below the head. From top to bottom, they stand in rows at the
upper and lower edge; where an area begins above a box, the upper row keeps to the right and leaves the left to lines
that don't come: the area's title stands there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from ctxmap.layout.graph import Box, Size
from ctxmap.layout.skeleton import BOX_AIR, TAB_GAP, Node, Side
from ctxmap.layout.titles import CLEAR
from ctxmap.vocabulary import Direction

_BETWEEN_TABS = 14
"""Between the tabs on both sides of a box that face each other."""
_INSET = 8
"""From the corner of a box to its first tab, where tabs stand side by side."""


class Sides(msgspec.Struct, frozen=True):
    """The tabs on both sides of a box, and how wide a title above it is."""

    before: Sequence[Size]
    after: Sequence[Size]
    title: float

    @property
    def both(self) -> tuple[Sequence[Size], Sequence[Size]]:
        """The tabs before it and after it."""
        return self.before, self.after


def box_node(box: Box, column: int, areas: tuple[str, ...], sides: Sides, direction: Direction) -> Node:
    """The box as a node."""
    if direction == "LEFT_TO_RIGHT":
        return Node(box.id, "box", column, _width(box, sides), _height(box, sides) + 2 * BOX_AIR, areas)
    rows = [_row(tabs) + 2 * _INSET for tabs in sides.both]
    if sides.title:
        rows.append(_row(sides.before) + _INSET + sides.title + 3 * CLEAR)
    height = box.head + box.foot + sum(max((tab.height for tab in tabs), default=0) for tabs in sides.both)
    return Node(box.id, "box", column, height, max(box.width, *rows) + 2 * BOX_AIR, areas)


def starts(box: Box, node: Node, sides: Sides, direction: Direction) -> Mapping[tuple[str, Side], float]:
    """Where across the tabs of its sides begin, from the node's upper end; none for a side whose tabs are centred."""
    if direction == "LEFT_TO_RIGHT":
        if box.bare:
            return {}
        below_head = BOX_AIR + box.head
        return {(box.id, "before"): below_head, (box.id, "after"): below_head}
    if sides.title:
        return {(box.id, "before"): node.across - BOX_AIR - _INSET - _row(sides.before)}
    return {}


def _width(box: Box, sides: Sides) -> float:
    return max(box.width, sum(max((tab.width for tab in tabs), default=0) for tabs in sides.both) + _BETWEEN_TABS)


def _height(box: Box, sides: Sides) -> float:
    stacks = (sum(tab.height + TAB_GAP for tab in tabs) for tabs in sides.both)
    if box.bare:
        return max(box.head + box.foot, *stacks)
    return box.head + max(stacks) + box.foot


def _row(tabs: Sequence[Size]) -> float:
    return sum(tab.width + TAB_GAP for tab in tabs) - TAB_GAP if tabs else 0
