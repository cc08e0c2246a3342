"""What plain Graphviz makes of a graph: the same boxes, labels and areas, and lines as it likes them."""

from __future__ import annotations

import json
import shutil
import subprocess
import sysconfig
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from ctxmap.layout import Area, Graph, Size

_TAB = 22
_STEPS = 10
Point = tuple[float, float]
Curve = list[Point]


def crossings_of_dot(graph: Graph) -> int:
    """How often lines cross if dot lays the graph out, from left to right or downwards, whichever is better."""
    return min(_crossings(_drawn(graph, direction)) for direction in ("LR", "TB"))


def _drawn(graph: Graph, direction: str) -> list[list[Curve]]:
    """The curves of each line."""
    program = shutil.which("graphviz-pure", path=sysconfig.get_path("scripts"))
    assert program
    text = "\n".join(_written(graph, direction))
    done = subprocess.run(
        [program, "-Kdot", "-Tjson"], input=text.encode(), capture_output=True, check=True, timeout=60
    )
    edges = json.loads(done.stdout).get("edges", [])
    assert len(edges) == len(graph.lines)
    return [[_flattened(spline) for spline in edge["pos"].split(";")] for edge in edges]


def _written(graph: Graph, direction: str) -> Iterator[str]:
    names = {box.id: f"n{i}" for i, box in enumerate(graph.boxes)}
    tabs = Counter(box for line in graph.lines for box in (line.tail.box, line.head.box))
    yield f'digraph {{ rankdir={direction}; newrank=true; node [shape=box fixedsize=true label=""];'
    for box in graph.boxes:
        height = box.head + box.foot + _TAB * tabs[box.id] / 2
        yield f"{names[box.id]} [width={box.width / 72:.3f} height={height / 72:.3f}];"
    yield from _clusters(graph.areas, names)
    for line in graph.lines:
        label = f" [label={_room(line.label)}]" if line.label else ""
        yield f"{names[line.tail.box]} -> {names[line.head.box]}{label};"
    yield "}"


def _clusters(areas: Sequence[Area], names: dict[str, str]) -> Iterator[str]:
    for area in areas:
        yield f'subgraph "cluster {area.id.encode().hex()}" {{ label={_room(area.title)};'
        yield from _clusters(area.areas, names)
        yield from (f"{names[box]};" for box in area.boxes)
        yield "}"


def _room(size: Size) -> str:
    table = f'<TABLE BORDER="0" FIXEDSIZE="TRUE" WIDTH="{size.width:.0f}" HEIGHT="{size.height:.0f}">'
    return f"<{table}<TR><TD></TD></TR></TABLE>>"


def _flattened(spline: str) -> Curve:
    """Points along a chain of Bézier curves."""
    points: Curve = []
    for pair in spline.split():
        x, y = pair.split(",")[-2:]
        if pair[0] not in "es":
            points.append((float(x), float(y)))
    curve = points[:1]
    for i in range(0, len(points) - 3, 3):
        curve += (_bezier(points[i : i + 4], step / _STEPS) for step in range(1, _STEPS + 1))
    return curve


def _bezier(corners: Sequence[Point], t: float) -> Point:
    weights = ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2, t**3)
    x, y = (sum(weight * corner[axis] for weight, corner in zip(weights, corners, strict=True)) for axis in (0, 1))
    return x, y


def _crossings(lines: Sequence[Sequence[Curve]]) -> int:
    segments = [[pair for curve in line for pair in pairwise(curve)] for line in lines]
    return sum(_cross(*one, *other) for a, b in combinations(segments, 2) for one in a for other in b)


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    apart = max(a[0], b[0]) < min(c[0], d[0]) or max(c[0], d[0]) < min(a[0], b[0])
    return not apart and _turn(a, b, c) * _turn(a, b, d) < 0 and _turn(c, d, a) * _turn(c, d, b) < 0


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
