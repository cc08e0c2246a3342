"""Invisible ties that keep what stands alone in its column.

Graphviz lets every part of a graph that isn't joined to the rest begin in the first column. A part that is to begin in
a later one is tied to a node that is held already, of the same column where there is one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from ctxmap.layout.skeleton import Hop, Node

Tie = tuple[str, str]
"""Two nodes; where they stand in different columns, the second in the later one."""


def ties(nodes: Mapping[str, Node], hops: Iterable[Hop]) -> Iterator[Tie]:
    """What has to be tied to what so that every node stays in its column."""
    held: dict[int, Node] = {}
    for part in sorted(_parts(nodes, hops), key=lambda part: min(node.column for node in part)):
        first = min(part, key=lambda node: node.column)
        if first.column > 0:
            column = max(column for column in held if column <= first.column)
            yield held[column].id, first.id
        held = {node.column: node for node in part} | held


def _parts(nodes: Mapping[str, Node], hops: Iterable[Hop]) -> Iterator[list[Node]]:
    """The nodes, together with what they are joined to."""
    joined: defaultdict[str, list[str]] = defaultdict(list)
    for left, right in hops:
        joined[left.node].append(right.node)
        joined[right.node].append(left.node)
    seen: set[str] = set()
    for name in nodes:
        part, waiting = list[Node](), [name]
        while waiting:
            here = waiting.pop()
            if here not in seen:
                seen.add(here)
                part.append(nodes[here])
                waiting += joined[here]
        if part:
            yield part
