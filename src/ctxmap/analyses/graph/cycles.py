"""Cycles in a directed graph, such as contexts that call each other; knows nothing of what the nodes stand for.

An edge lies on a cycle exactly if both of its ends are in one strongly connected component. Those are found in two
passes (Kosaraju and Sharir, 1981): a depth-first search that notes the nodes as it leaves them, and then, last left
first, everything that reaches a node. Neither recurses, since a chain of calls may be longer than Python's stack. To
name *all* cycles of a component would take exponential time and help nobody; for each edge the shortest cycle
through it, unless a cycle named before has the edge already, shows everything that has to be cut.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

Edge = tuple[str, str]
Graph = Mapping[str, Sequence[str]]
"""The successors of each node; a node without an entry has none."""


def cycles(edges: Sequence[Edge]) -> Iterator[tuple[Edge, ...]]:
    """Cycles that together hold every edge that lies on one, each given as its edges in turn.

    Each begins with its first edge that no cycle before it holds. Edges from a node to itself are left out.
    """
    component = {node: number for number, nodes in enumerate(components(_graph(edges))) for node in nodes}
    inner = [(a, b) for a, b in edges if a != b and component[a] == component[b]]
    successors, predecessors = _graph(inner), _graph((b, a) for a, b in inner)
    named: set[Edge] = set()
    for edge in inner:
        if edge not in named:
            start, end = edge
            cycle = (edge, *pairwise(_short_path(successors, predecessors, end, start)))
            named.update(cycle)
            yield cycle


def tangles(edges: Sequence[Edge]) -> Iterator[tuple[Edge, ...]]:
    """For each strongly connected component of several nodes, the edges inside it, in the order of the first of each.

    Each of these edges lies on a cycle, and no cycle has edges in two tangles.
    """
    component = {node: number for number, nodes in enumerate(components(_graph(edges))) for node in nodes}
    inside: dict[int, list[Edge]] = {}
    for start, end in edges:
        if start != end and component[start] == component[end]:
            inside.setdefault(component[start], []).append((start, end))
    yield from map(tuple, inside.values())


def components(graph: Graph) -> Iterator[tuple[str, ...]]:
    """The strongly connected components; a node that lies on no cycle is one of its own."""
    predecessors = _graph((successor, node) for node, successors in graph.items() for successor in successors)
    seen: set[str] = set()
    for node in reversed(_as_left(graph)):
        if node not in seen:
            yield tuple(_reached(predecessors, node, seen))


def _graph(edges: Iterable[Edge]) -> Graph:
    graph: dict[str, list[str]] = {}
    for node, successor in edges:
        graph.setdefault(node, []).append(successor)
    return graph


def _as_left(graph: Graph) -> list[str]:
    """The nodes in the order in which a depth-first search leaves them."""
    left: list[str] = []
    seen: set[str] = set()
    path: list[tuple[str, Iterator[str]]] = [("", iter(graph))]  # it begins above all nodes, so that none is missed
    while path:
        node, successors = path[-1]
        unseen = next((successor for successor in successors if successor not in seen), None)
        if unseen is None:
            left.append(node)
            path.pop()
        else:
            seen.add(unseen)
            path.append((unseen, iter(graph.get(unseen, ()))))
    return left[:-1]


def _reached(graph: Graph, start: str, seen: set[str]) -> Iterator[str]:
    """`start` and what it reaches over nodes that weren't seen yet; they are seen then."""
    seen.add(start)
    waiting = [start]
    while waiting:
        node = waiting.pop()
        yield node
        for successor in graph.get(node, ()):
            if successor not in seen:
                seen.add(successor)
                waiting.append(successor)


def _short_path(successors: Graph, predecessors: Graph, start: str, end: str) -> list[str]:
    """The nodes of a shortest path, both ends included; there has to be one.

    Searched breadth-first from both ends, the smaller side first: of a big component only a small part is seen.
    """
    ahead: dict[str, str] = {start: start}
    behind: dict[str, str] = {end: end}
    front, back = [start], [end]
    met: str | None = None
    while met is None:
        if len(front) <= len(back):
            front = _next_level(successors, front, ahead)
            met = next((node for node in front if node in behind), None)
        else:
            back = _next_level(predecessors, back, behind)
            met = next((node for node in back if node in ahead), None)
    return [*reversed(_way(ahead, met)), *_way(behind, met)[1:]]


def _next_level(graph: Graph, level: list[str], reached_from: dict[str, str]) -> list[str]:
    found: list[str] = []
    for node in level:
        for neighbour in graph.get(node, ()):
            if neighbour not in reached_from:
                reached_from[neighbour] = node
                found.append(neighbour)
    return found


def _way(reached_from: dict[str, str], node: str) -> list[str]:
    """From the node back to where the search began."""
    way = [node]
    while reached_from[way[-1]] != way[-1]:
        way.append(reached_from[way[-1]])
    return way
