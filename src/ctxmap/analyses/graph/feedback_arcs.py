"""The fewest edges whose removal leaves no cycle: a minimum feedback arc set.

Removing edges so that no cycle is left means putting the nodes into a row in which all remaining edges point forward.
For tangles of up to `EXACT` nodes, the best row is found by dynamic programming over the sets of nodes that come first
(Lawler, 1964): the cost of a set is the least, over its last node, of the cost without that node plus the weight of the
node's edges back into the set. The problem is NP-hard; for more nodes the row is the one of Eades, Lin and Smyth ("A
fast and effective heuristic for the feedback arc set problem", 1993), which takes sinks to the right end, sources to
the left, and otherwise the node with the largest surplus of outgoing weight to the left. Edges that point backward in
that row, but close no cycle with those that are kept, are kept too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from heapq import heapify, heappop, heappush

from ctxmap.analyses.graph.cycles import Edge

EXACT = 10
"""Up to this many nodes the result is the minimum; 2^10 sets take some ten milliseconds."""


def feedback_arcs(weights: Mapping[Edge, int]) -> tuple[Edge, ...]:
    """The edges to remove, of least total weight, in the order in which they are given."""
    nodes = list(dict.fromkeys(node for edge in weights for node in edge))
    row = _best_row(nodes, weights) if len(nodes) <= EXACT else _good_row(nodes, weights)
    position = {node: number for number, node in enumerate(row)}
    backward = [edge for edge in weights if position[edge[0]] >= position[edge[1]]]
    return _closing_cycles(backward, weights)


def _best_row(nodes: Sequence[str], weights: Mapping[Edge, int]) -> list[str]:
    number = {node: index for index, node in enumerate(nodes)}
    outgoing: list[list[tuple[int, int]]] = [[] for _ in nodes]
    for (start, end), weight in weights.items():
        outgoing[number[start]].append((1 << number[end], weight))
    best: list[tuple[int, int]] = [(0, 0)]
    """For each set of nodes, as bits: its cost, and which node comes last, negated: of equal ones, the last given."""
    for members in range(1, 1 << len(nodes)):
        best.append(
            min(
                (
                    best[members ^ 1 << last][0] + sum(weight for end, weight in outgoing[last] if end & members),
                    -last,
                )
                for last in range(len(nodes))
                if members >> last & 1
            )
        )
    row: list[str] = []
    members = len(best) - 1
    while members:
        last = -best[members][1]
        row.append(nodes[last])
        members ^= 1 << last
    return row[::-1]


def _good_row(nodes: Sequence[str], weights: Mapping[Edge, int]) -> list[str]:
    outgoing: dict[str, dict[str, int]] = {node: {} for node in nodes}
    incoming: dict[str, dict[str, int]] = {node: {} for node in nodes}
    for (start, end), weight in weights.items():
        outgoing[start][end] = incoming[end][start] = weight
    order = {node: number for number, node in enumerate(nodes)}
    queue = [(_rank(outgoing, incoming, node), order[node], node) for node in nodes]
    heapify(queue)
    left: list[str] = []
    right: list[str] = []
    while queue:
        rank, _, node = heappop(queue)
        if node not in outgoing or rank != _rank(outgoing, incoming, node):
            continue  # placed already, or to be found in the queue again with its present rank
        (left if outgoing[node] else right).append(node)
        ends, starts = outgoing.pop(node), incoming.pop(node)
        for end in ends:
            del incoming[end][node]
        for start in starts:
            del outgoing[start][node]
        for each in (*ends, *starts):
            heappush(queue, (_rank(outgoing, incoming, each), order[each], each))
    return [*left, *reversed(right)]


def _rank(
    outgoing: Mapping[str, Mapping[str, int]], incoming: Mapping[str, Mapping[str, int]], node: str
) -> tuple[int, int]:
    """What is placed first has the least: sinks, then sources, then the largest surplus of outgoing weight."""
    if not outgoing[node]:
        return 0, 0
    if not incoming[node]:
        return 1, 0
    return 2, sum(incoming[node].values()) - sum(outgoing[node].values())


def _closing_cycles(backward: Sequence[Edge], weights: Mapping[Edge, int]) -> tuple[Edge, ...]:
    """Those of the edges that close a cycle with what is kept."""
    kept: defaultdict[str, list[str]] = defaultdict(list)
    for start, end in weights.keys() - set(backward):
        kept[start].append(end)
    removed: list[Edge] = []
    for start, end in backward:
        if _reaches(kept, end, start):
            removed.append((start, end))
        else:
            kept[start].append(end)
    return tuple(removed)


def _reaches(graph: Mapping[str, Sequence[str]], start: str, end: str) -> bool:
    seen = {start}
    waiting = [start]
    while waiting and end not in seen:
        found = [node for node in graph.get(waiting.pop(), ()) if node not in seen]
        seen.update(found)
        waiting += found
    return end in seen
