"""Blocks that keep apart and are drawn together, and how one of them moves as far as that is a gain.

A block that moves pushes along what stands in its way. What is gained or lost by a pixel more changes only where a
block joins in, or a line becomes level; these events are met in their order, until a pixel more is no gain.
"""

from __future__ import annotations

from heapq import heappop, heappush
from typing import Literal

_TINY = 1e-6


class Blocks:
    """Blocks by number, each at a place across.

    `above` and `below`: what a block has to keep apart from, and how far. `wishes`: the blocks that it is drawn to,
    and how far below them it would stand best.
    """

    def __init__(self, count: int) -> None:
        self.places = [0.0] * count
        self.above: list[list[tuple[int, float]]] = [[] for _ in range(count)]
        self.below: list[list[tuple[int, float]]] = [[] for _ in range(count)]
        self.wishes: list[list[tuple[int, float]]] = [[] for _ in range(count)]

    def keep_apart(self, upper: int, lower: int, least: float) -> None:
        """One block stays at least so far below the other."""
        self.below[upper].append((lower, least))
        self.above[lower].append((upper, least))

    def draw_together(self, one: int, other: int, far: float) -> None:
        """One block had best stand so far below the other."""
        self.wishes[one].append((other, far))
        self.wishes[other].append((one, -far))


def push(blocks: Blocks, block: int, way: Literal[1, -1]) -> bool:
    """Move a block down (1) or up (-1) as far as that is a gain; whether it was."""
    moving = _Push(blocks, way)
    moving.join(block, 0.0)
    far = moving.run()
    if far <= _TINY:
        return False
    for each, since in moving.joined.items():
        blocks.places[each] += way * (far - since)
    return True


class _Push:
    """What moves, since where; what a pixel more costs; and the events ahead, by where they are."""

    def __init__(self, blocks: Blocks, way: int) -> None:
        self.blocks = blocks
        self.way = way
        self.joined: dict[int, float] = {}
        self.cost = 0
        self.events: list[tuple[float, int, bool]] = []

    def join(self, block: int, at: float) -> None:
        """One more block moves along from here on."""
        places, way = self.blocks.places, self.way
        here = places[block]
        for other, far in self.blocks.wishes[block]:
            beyond = (here - places[other] - far) * way
            if other in self.joined:
                self.cost -= 1 if at - self.joined[other] - beyond >= -_TINY else -1
            elif beyond >= -_TINY:
                self.cost += 1
            else:
                self.cost -= 1
                heappush(self.events, (at - beyond, other, True))
        self.joined[block] = at
        for other, least in self.blocks.below[block] if way > 0 else self.blocks.above[block]:
            if other not in self.joined:
                heappush(self.events, (at + (places[other] - here) * way - least, other, False))

    def run(self) -> float:
        """How far it is a gain to move."""
        at = 0.0
        while self.cost < 0 and self.events:
            where, block, is_level = heappop(self.events)
            if block in self.joined:
                continue
            at = max(at, where)
            if is_level:
                self.cost += 2
            else:
                self.join(block, at)
        return at
