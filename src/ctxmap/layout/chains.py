"""Graph and columns → skeleton: the stations of every line, and how large boxes become with their tabs.

A line between neighbouring columns of boxes goes through its label between them; a longer one has its label beside the
head and bends in the columns before. Boxes of one column, and a box with itself, are joined by a line that turns at
its label in the next column.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from ctxmap.layout.boxes import Sides, box_node, starts
from ctxmap.layout.graph import Box, End, Graph, Line, Size
from ctxmap.layout.homes import Homes, homes
from ctxmap.layout.regions import walk
from ctxmap.layout.skeleton import AIR, BARE, TAB_GAP, UNDER, Hop, Node, Ports, Side, Skeleton, Step, Stop
from ctxmap.layout.titles import room_for_titles
from ctxmap.vocabulary import Direction

_TURN = 22
"""How far apart the two ends of a line are that turns at its label."""


def skeleton(graph: Graph, ranks: Mapping[str, int], direction: Direction, *, hug: bool) -> Skeleton:
    """The nodes and hops of a graph whose boxes have these ranks; whether lines hug areas is told in `homes`."""
    columns = {box: 2 * rank for box, rank in ranks.items()}
    turns = _turns(graph, columns)
    where = homes(graph, columns, turns, hug=hug)
    tabs: dict[Stop, Size] = {}
    between: dict[str, Node] = {}
    walks: dict[str, tuple[Step, ...]] = {}
    for line in graph.lines:
        tail, head = _stops(line, columns, turns)
        tabs |= {tail: line.tail.room(direction), head: line.head.room(direction)}
        stations = _stations(line, columns, turns, where, direction)
        between |= {node.id: node for node in stations}
        walks[line.id] = _walk(tail, head, stations)
    ports = _ports(walks)
    titles = {area.id: area.title.width for area, _ in walk(graph.areas)}
    boxes: dict[str, Node] = {}
    begin: dict[tuple[str, Side], float] = {}
    for box in graph.boxes:
        sides = _sides(box, ports, tabs, room_for_titles(where, titles, box.id, columns[box.id]))
        boxes[box.id] = box_node(box, columns[box.id], where.of(box.id), sides, direction)
        begin |= starts(box, boxes[box.id], sides, direction)
    kinds = {line.id: line.kind for line in graph.lines}
    return Skeleton(
        boxes | between, walks, kinds, ports, _extents(walks, tabs, direction), graph.areas, direction, hug, begin
    )


def _extents(walks: Mapping[str, Sequence[Step]], tabs: Mapping[Stop, Size], direction: Direction) -> dict[Stop, float]:
    return {stop: tabs[stop].across(direction) if stop in tabs else _TURN - TAB_GAP for stop in _keyed(walks)}


def _turns(graph: Graph, columns: Mapping[str, int]) -> dict[str, int]:
    """The column in which each line turns that joins boxes of one column: on the side where fewer lines leave these.

    No line turns before the first column, and none behind the last, where its label would make the picture wider.
    """
    last = max(columns.values())
    leaving: Counter[tuple[str, bool]] = Counter()
    for line in graph.lines:
        tail, head = columns[line.tail.box], columns[line.head.box]
        if tail != head:
            leaving.update(((line.tail.box, tail < head), (line.head.box, head < tail)))
    turns: dict[str, int] = {}
    for line in graph.lines:
        column, ends = columns[line.tail.box], {line.tail.box, line.head.box}
        if columns[line.head.box] == column:
            before, after = (sum(leaving[box, side] for box in ends) for side in (False, True))
            is_before = column > 0 and (column == last or before < after)
            turns[line.id] = column - 1 if is_before else column + 1
    return turns


def _stops(line: Line, columns: Mapping[str, int], turns: Mapping[str, int]) -> tuple[Stop, Stop]:
    rise = columns[line.head.box] - columns[line.tail.box]
    tail: Side = "before" if rise < 0 else "after"
    head: Side = "before" if rise > 0 else "after"
    if line.id in turns:
        tail = head = "before" if turns[line.id] < columns[line.tail.box] else "after"
    return _stop(line.tail, tail, f"{line.id}/tail"), _stop(line.head, head, f"{line.id}/head")


def _stop(end: End, side: Side, own: str) -> Stop:
    return Stop(end.box, side, f"bundle {end.bundle}" if end.bundle else own)


def _stations(
    line: Line, columns: Mapping[str, int], turns: Mapping[str, int], where: Homes, direction: Direction
) -> list[Node]:
    """The bends and the label of a line, from tail to head."""
    tail, head = columns[line.tail.box], columns[line.head.box]
    if line.id in turns:
        return [_turn(line, turns[line.id], where.at(line, turns[line.id]), direction)]
    *passed, last = range(tail + 1, head) if tail < head else range(tail - 1, head, -1)
    bends = [_bend(line, column, where) for column in passed]
    return [*bends, _label(line, last, where.at(line, last), direction)]


def _bend(line: Line, column: int, where: Homes) -> Node:
    """A bend of a line, or the one that it shares with others from the same tab."""
    if line.tail.bundle:
        areas = where.together(line, column)
        name = "/".join((line.tail.box, line.tail.bundle, line.kind, *areas, str(column)))
        return Node(name, "bend", column, 0, 2 * AIR, areas)
    return Node(f"{line.id}/{column}", "bend", column, 0, 2 * AIR, where.at(line, column))


def _label(line: Line, column: int, areas: tuple[str, ...], direction: Direction) -> Node:
    """The label over its line, or right of it where that runs downwards."""
    name = f"{line.id}/label"
    if line.label is None:
        return Node(name, "bend", column, 0, 2 * AIR, areas)
    room = line.label.across(direction) + UNDER
    passed = (room / 2 - BARE) * (1 if direction == "LEFT_TO_RIGHT" else -1)
    return Node(name, "label", column, line.label.along(direction), room + 2 * AIR, areas, passed)


def _turn(line: Line, column: int, areas: tuple[str, ...], direction: Direction) -> Node:
    """Where a line turns back, with its label behind the turn."""
    name = f"{line.id}/label"
    if line.label is None:
        return Node(name, "bend", column, 0, 2 * _TURN, areas)
    room = max(2 * _TURN, line.label.across(direction) + 2 * AIR)
    return Node(name, "label", column, line.label.along(direction), room, areas)


def _walk(tail: Stop, head: Stop, stations: Sequence[Node]) -> tuple[Step, ...]:
    names = [node.id for node in stations]
    if tail.side == head.side == "after":
        there, back = (Hop(stop, Stop(names[0], "before", key)) for stop, key in ((tail, "there"), (head, "back")))
        return Step(there, forward=True), Step(back, forward=False)
    if tail.side == head.side:
        there, back = (Hop(Stop(names[0], "after", key), stop) for stop, key in ((tail, "there"), (head, "back")))
        return Step(there, forward=False), Step(back, forward=True)
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


def _sides(box: Box, ports: Ports, tabs: Mapping[Stop, Size], title: float) -> Sides:
    before, after = (ports.get((box.id, side), ()) for side in ("before", "after"))
    return Sides([tabs[stop] for stop in before], [tabs[stop] for stop in after], title)
