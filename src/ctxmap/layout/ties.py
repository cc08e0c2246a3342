"""Invisible ties that keep what stands alone in its column.

Graphviz lets every part of a graph that isn't joined to the rest begin in the first column. A part that is to begin in
a later one is tied to a node that is held already: one of its own area, if there is one, so that it doesn't drift off.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ctxmap.layout.skeleton import Hop, Node

Tie = tuple[str, str]
"""Two nodes, of which the second stands in a later column."""


def ties(nodes: Mapping[str, Node], hops: Iterable[Hop]) -> Iterator[Tie]:
    """What has to be tied to what so that every node stays in its column."""
    held: list[Node] = []
    parts = sorted(_parts(nodes, hops), key=lambda part: min(node.column for node in part))
    for part in parts:
        first = min(part, key=lambda node: node.column)
        if first.column > 0:
            yield _tie(first, held)
        held += part


def _tie(node: Node, held: Sequence[Node]) -> Tie:
    others = (other for other in held if other.column != node.column)
    best = min(others, key=lambda other: (other.areas != node.areas, abs(other.column - node.column)))
    return (best.id, node.id) if best.column < node.column else (node.id, best.id)


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
