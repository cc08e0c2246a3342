"""Graph and columns → skeleton: the stations of every line, and how large boxes become with their tabs.

A line between neighbouring columns of boxes goes through its label between them; a longer one has its label beside the
head and bends in the columns before. Boxes of one column, and a box with itself, are joined by a line that turns at
its label in the next column.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from ctxmap.layout.graph import Box, Direction, End, Graph, Line, Size
from ctxmap.layout.homes import Homes, homes
from ctxmap.layout.skeleton import AIR, BOX_AIR, TAB_GAP, Hop, Node, Ports, Side, Skeleton, Step, Stop

_INSET = 8
"""From the corner of a box to its first tab, where tabs stand side by side."""
_BETWEEN_TABS = 14
"""Between the tabs on both sides of a box that face each other."""
_TURN = 16
"""How far apart the two ends of a line are that turns at its label."""


def skeleton(graph: Graph, ranks: Mapping[str, int]) -> Skeleton:
    """The nodes and hops of a graph whose boxes have these ranks."""
    columns = {box: 2 * rank for box, rank in ranks.items()}
    where = homes(graph, columns)
    tabs: dict[Stop, Size] = {}
    between: dict[str, Node] = {}
    walks: dict[str, tuple[Step, ...]] = {}
    for line in graph.lines:
        tail, head = _stops(line, columns)
        tabs |= {tail: line.tail.tab, head: line.head.tab}
        stations = _stations(line, columns, where, graph.direction)
        between |= {node.id: node for node in stations}
        walks[line.id] = _walk(tail, head, stations)
    ports = _ports(walks)
    boxes = {
        box.id: _box(box, columns[box.id], where.of(box.id), _sides(box, ports, tabs), graph.direction)
        for box in graph.boxes
    }
    extents = {stop: across(tabs[stop], graph.direction) if stop in tabs else _TURN - TAB_GAP for stop in _keyed(walks)}
    return Skeleton(boxes | between, walks, ports, extents)


def along(size: Size, direction: Direction) -> float:
    """How much room something takes from column to column."""
    return size.width if direction == "LEFT_TO_RIGHT" else size.height


def across(size: Size, direction: Direction) -> float:
    """How much room something takes within a column."""
    return size.height if direction == "LEFT_TO_RIGHT" else size.width


def _stops(line: Line, columns: Mapping[str, int]) -> tuple[Stop, Stop]:
    rise = columns[line.head.box] - columns[line.tail.box]
    tail: Side = "before" if rise < 0 else "after"
    head: Side = "before" if rise > 0 else "after"
    return _stop(line.tail, tail, f"{line.id}/tail"), _stop(line.head, head, f"{line.id}/head")


def _stop(end: End, side: Side, own: str) -> Stop:
    return Stop(end.box, side, f"bundle {end.bundle}" if end.bundle else own)


def _stations(line: Line, columns: Mapping[str, int], where: Homes, direction: Direction) -> list[Node]:
    """The bends and the label of a line, from tail to head."""
    tail, head = columns[line.tail.box], columns[line.head.box]
    if tail == head:
        return [_label(line, tail + 1, where.at(line, tail + 1), direction, least=2 * _TURN)]
    *passed, last = range(tail + 1, head) if tail < head else range(tail - 1, head, -1)
    bends = [Node(f"{line.id}/{column}", "bend", column, 0, 2 * AIR, where.at(line, column)) for column in passed]
    return [*bends, _label(line, last, where.at(line, last), direction, least=2 * AIR)]


def _label(line: Line, column: int, areas: tuple[str, ...], direction: Direction, least: float) -> Node:
    name = f"{line.id}/label"
    if line.label is None:
        return Node(name, "bend", column, 0, least, areas)
    room = max(least, across(line.label, direction) + 2 * AIR)
    return Node(name, "label", column, along(line.label, direction), room, areas)


def _walk(tail: Stop, head: Stop, stations: Sequence[Node]) -> tuple[Step, ...]:
    names = [node.id for node in stations]
    if tail.side == head.side:
        there, back = (Hop(stop, Stop(names[0], "before", key)) for stop, key in ((tail, "there"), (head, "back")))
        return Step(there, forward=True), Step(back, forward=False)
    forward = tail.side == "after"
    leaving = [tail, *(Stop(name, tail.side) for name in names)]
    arriving = [*(Stop(name, head.side) for name in names), head]
    hops = ((a, b) if forward else (b, a) for a, b in zip(leaving, arriving, strict=True))
    return tuple(Step(Hop(*hop), forward) for hop in hops)


def _keyed(walks: Mapping[str, Sequence[Step]]) -> dict[Stop, None]:
    """Every stop that is a port of its own, once, in the order of the lines."""
    stops = (stop for walk in walks.values() for step in walk for stop in step.hop)
    return dict.fromkeys(stop for stop in stops if stop.key)


def _ports(walks: Mapping[str, Sequence[Step]]) -> Ports:
    sides: defaultdict[tuple[str, Side], list[Stop]] = defaultdict(list)
    for stop in _keyed(walks):
        sides[stop.node, stop.side].append(stop)
    return {side: tuple(stops) for side, stops in sides.items()}


def _sides(box: Box, ports: Ports, tabs: Mapping[Stop, Size]) -> tuple[list[Size], list[Size]]:
    """The tabs on both sides of a box."""
    before, after = (ports.get((box.id, side), ()) for side in ("before", "after"))
    return [tabs[stop] for stop in before], [tabs[stop] for stop in after]


def _box(
    box: Box, column: int, areas: tuple[str, ...], sides: tuple[list[Size], list[Size]], direction: Direction
) -> Node:
    if direction == "LEFT_TO_RIGHT":
        stacks = (sum(tab.height + TAB_GAP for tab in tabs) for tabs in sides)
        facing = sum(max((tab.width for tab in tabs), default=0) for tabs in sides) + _BETWEEN_TABS
        height = box.head + max(stacks) + box.foot
        return Node(box.id, "box", column, max(box.width, facing), height + 2 * BOX_AIR, areas, BOX_AIR + box.head)
    rows = (sum(tab.width + TAB_GAP for tab in tabs) + 2 * _INSET - TAB_GAP for tabs in sides)
    height = box.head + box.foot + sum(max((tab.height for tab in tabs), default=0) for tabs in sides)
    return Node(box.id, "box", column, height, max(box.width, *rows) + 2 * BOX_AIR, areas)
