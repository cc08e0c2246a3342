"""What the steps of the layout share: nodes in columns, and hops between neighbouring columns.

Every box and label is a node, and so is every column that a line passes on its way (a bend). A hop joins a port of a
node with a port of a node in the next column; a line is a walk over hops. Boxes stand in even columns, labels in odd
ones. `along` is the direction from column to column, `across` the one within a column: x and y where a picture runs
from left to right, y and x where it runs from top to bottom.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

import msgspec

from ctxmap.layout.graph import Area
from ctxmap.vocabulary import Direction

Side = Literal["before", "after"]
TAB_GAP = 4
"""Between the tabs of a box."""
BOX_AIR = 9
"""What boxes keep free on both sides across."""
AIR = 6
"""What labels and bends keep free on both sides across."""
UNDER = 6
"""What a line takes under its label, with what stays free between them."""
BARE = 2
"""From a line to the far edge of that."""


class Stop(NamedTuple):
    """A port of a node: on the side `before` or `after` it, by a key of its own; "" is the middle."""

    node: str
    side: Side
    key: str = ""


class Node(msgspec.Struct, frozen=True):
    """Something that takes room in a column, in the innermost area of the path `areas`.

    `line`: how far across from its middle a line passes it, unless by a port with a key.
    """

    id: str
    kind: Literal["box", "label", "bend"]
    column: int
    along: float
    across: float
    areas: tuple[str, ...] = ()
    line: float = 0

    @property
    def half(self) -> float:
        """Half of its size across, without the air round it."""
        return self.across / 2 - (BOX_AIR if self.kind == "box" else AIR)


class Hop(NamedTuple):
    """A part of a line: from a stop in one column to a stop in the next."""

    left: Stop
    right: Stop


class Step(NamedTuple):
    """A hop as part of a line's walk, from left to right or back."""

    hop: Hop
    forward: bool


Ports = Mapping[tuple[str, Side], tuple[Stop, ...]]
"""The ports of every node's sides, in their order across. A side that isn't listed has one, in the middle."""


class Skeleton(msgspec.Struct, frozen=True):
    """Nodes by id; each line's walk from tail to head, and its kind; the ports, and what they take across; the areas.

    `hug`: whether lines hug areas, as `homes` tells. `starts`: how far from the upper end of its node a side's ports
    begin, where they don't stand in the middle.
    """

    nodes: Mapping[str, Node]
    walks: Mapping[str, tuple[Step, ...]]
    kinds: Mapping[str, str]
    ports: Ports
    extents: Mapping[Stop, float]
    areas: Sequence[Area]
    direction: Direction
    hug: bool
    starts: Mapping[tuple[str, Side], float]

    @property
    def hops(self) -> Iterable[Hop]:
        """Every hop once, in the order of the lines."""
        return dict.fromkeys(step.hop for walk in self.walks.values() for step in walk)

    @property
    def kinds_of_hops(self) -> dict[Hop, str]:
        """The kind of the line that each hop is part of; lines that share a hop are of one kind."""
        return {step.hop: self.kinds[name] for name, walk in self.walks.items() for step in walk}

    def offsets(self, ports: Ports) -> dict[Stop, float]:
        """How far across from its node's middle each port is, in this order of ports."""
        sides: tuple[Side, Side] = ("before", "after")
        offsets = {Stop(node.id, side): node.line for node in self.nodes.values() if node.line for side in sides}
        for side, stops in ports.items():
            total = sum(self.extents[stop] + TAB_GAP for stop in stops) - TAB_GAP
            here = self.starts[side] - self.nodes[side[0]].across / 2 if side in self.starts else -total / 2
            for stop in stops:
                offsets[stop] = here + self.extents[stop] / 2
                here += self.extents[stop] + TAB_GAP
        return offsets
