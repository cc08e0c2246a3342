"""Long paths in a directed graph, such as chains of calls; knows nothing of what the nodes stand for.

Where a path leads into a cycle and out of it again, it takes the shortest way through; in a cycle of very many nodes
it ends, since cycles are reported on their own.
Naming *all* paths would take exponential time and help nobody; for each edge a longest path through it, unless a path
named before has the edge already, shows everything that is too long.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

import msgspec

from ctxmap.analyses.graph.cycles import Edge, Graph, components

_SMALL = 24
"""How many nodes that lie on cycles together are still looked through, one by one."""


class _Way(msgspec.Struct, frozen=True):
    """The longest way on from a node: so many edges, over these nodes of its own cycle, and then to another node."""

    length: int
    inside: tuple[str, ...]
    then: str = ""


def long_paths(edges: Sequence[Edge], longer_than: int) -> Iterator[tuple[str, ...]]:
    """Paths, given as their nodes, of more edges than that, which together hold every edge that lies on one.

    Edges from a node to itself, and those that lie on a cycle, are no reason to name a path.
    """
    ahead, behind = _graph(edges), _graph((b, a) for a, b in edges)
    parts = list(components(ahead))
    part_of = {node: number for number, nodes in enumerate(parts) for node in nodes}
    after = _longest_ways(ahead, part_of, reversed(parts))
    before = _longest_ways(behind, part_of, parts)
    named: set[Edge] = set()
    for start, end in edges:
        is_between = part_of[start] != part_of[end] and (start, end) not in named
        if is_between and before[start].length + 1 + after[end].length > longer_than:
            path = (*reversed(_path(before, start)), *_path(after, end))
            named.update(pairwise(path))
            yield path


def _graph(edges: Iterable[Edge]) -> Graph:
    graph: dict[str, list[str]] = {}
    for node, successor in edges:
        graph.setdefault(node, []).append(successor)
        graph.setdefault(successor, [])
    return graph


def _longest_ways(graph: Graph, part_of: Mapping[str, int], parts: Iterable[tuple[str, ...]]) -> Mapping[str, _Way]:
    """The longest way from each node; of the parts, those that others lead to have to come first."""
    ways: dict[str, _Way] = {}
    for nodes in parts:
        may_pass = len(nodes) <= _SMALL
        found = {
            node: max(_ways(graph, part_of, ways, node, may_pass=may_pass), key=lambda way: way.length)
            for node in nodes
        }
        ways.update(found)
    return ways


def _ways(
    graph: Graph, part_of: Mapping[str, int], ways: Mapping[str, _Way], start: str, *, may_pass: bool
) -> Iterator[_Way]:
    inside: dict[str, tuple[str, ...]] = {start: (start,)}
    for node in (waiting := [start]):  # grows while it is walked: breadth-first
        yield _Way(len(inside[node]) - 1, inside[node])
        for successor in graph[node]:
            if part_of[successor] != part_of[start]:
                yield _Way(len(inside[node]) + ways[successor].length, inside[node], successor)
            elif may_pass and successor not in inside:
                inside[successor] = (*inside[node], successor)
                waiting.append(successor)


def _path(ways: Mapping[str, _Way], start: str) -> list[str]:
    path: list[str] = []
    while start:
        path += ways[start].inside
        start = ways[start].then
    return path
