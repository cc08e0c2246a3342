"""In which areas the stations of a line stand.

In those that both of its ends are in. A line may also hug the others: stay inside the areas that it leaves until their
last column, and enter those of its end at their first. Then it crosses their edges where it runs along, and needn't go
round them; which is better depends on what else is there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from ctxmap.layout.graph import Area, Graph, Line

Path = tuple[str, ...]
"""Ids of areas, from the outermost inwards."""


class Homes(msgspec.Struct, frozen=True):
    """The path of areas that each box is in, and the first and last column of each area's boxes."""

    paths: Mapping[str, Path]
    spans: Mapping[str, tuple[int, int]]
    hug: bool

    def of(self, box: str) -> Path:
        """The areas that a box is in."""
        return self.paths.get(box, ())

    def at(self, line: Line, column: int) -> Path:
        """The areas that a line is in as it passes a column."""
        tail, head = self.of(line.tail.box), self.of(line.head.box)
        common = sum(tail[: i + 1] == head[: i + 1] for i in range(len(tail)))
        if not self.hug:
            return tail[:common]
        return max(self._covering(tail, common, column), self._covering(head, common, column), key=len)

    def together(self, line: Line, column: int) -> Path:
        """The areas that a line is in as it passes a column together with others from the same tab."""
        return self._covering(self.of(line.tail.box), 0, column) if self.hug else self.at(line, column)

    def _covering(self, path: Path, common: int, column: int) -> Path:
        depth = common
        while depth < len(path) and self.spans[path[depth]][0] <= column <= self.spans[path[depth]][1]:
            depth += 1
        return path[:depth]


def homes(graph: Graph, columns: Mapping[str, int], turns: Mapping[str, int], *, hug: bool) -> Homes:
    """The homes of a graph whose boxes stand in these columns, and of whose lines some turn in these."""
    paths = dict(_paths(graph.areas, ()))
    spans: dict[str, tuple[int, int]] = {}
    for box, path in paths.items():
        for area in path:
            first, last = spans.get(area, (columns[box], columns[box]))
            spans[area] = min(first, columns[box]), max(last, columns[box])
    for line in graph.lines:
        if line.id in turns:
            column = turns[line.id]
            for area in set(paths.get(line.tail.box, ())) & set(paths.get(line.head.box, ())):
                first, last = spans[area]
                spans[area] = min(first, column), max(last, column)
    return Homes(paths, spans, hug)


def _paths(areas: Sequence[Area], outer: Path) -> Iterator[tuple[str, Path]]:
    for area in areas:
        path = (*outer, area.id)
        yield from ((box, path) for box in area.boxes)
        yield from _paths(area.areas, path)
