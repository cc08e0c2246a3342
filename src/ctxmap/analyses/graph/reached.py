"""What can be reached in a graph, over any number of steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set


def reached(edges: Mapping[str, Sequence[str]], start: str) -> Set[str]:
    """The nodes that lead on from a node, itself included; `edges` has the next nodes of each."""
    found = {start}
    waiting = [start]
    while waiting:
        fresh = [each for each in edges.get(waiting.pop(), ()) if each not in found]
        found.update(fresh)
        waiting += fresh
    return found
