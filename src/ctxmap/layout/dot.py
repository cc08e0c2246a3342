"""Skeleton → DOT text: nodes of fixed size with ports at fixed places, columns as ranks, areas as clusters.

Always drawn downwards, whatever the picture's direction: across is Graphviz's x. Lines aren't asked for, we draw them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ctxmap.layout.graph import Area
from ctxmap.layout.regions import margins
from ctxmap.layout.skeleton import Hop, Node, Ports, Side, Skeleton, Stop
from ctxmap.layout.ties import Tie, ties

_FRAME = (
    "digraph {",
    # Without newrank, clusters in a circle make Graphviz lose edges and give up; without splines=none, it sometimes
    # finds no way for a line, and gives up too.
    "newrank=true; nodesep=0.06; ranksep=0.5; splines=none;",
    'node [shape=box fixedsize=true height=0.2 label=""];',
)
_TABLE = '<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0">'
_WEIGHTS = (1, 2, 8)
"""How straight a hop should be with no, one or two ends at labels and bends; as Graphviz does for its own lines."""


def written(skeleton: Skeleton, ports: Ports | None) -> str:
    """The DOT text; without `ports`, lines dock at the middle of nodes."""
    names = node_names(skeleton)
    cells = _Cells(skeleton, ports) if ports else None
    members: defaultdict[str, list[str]] = defaultdict(list)
    for node in skeleton.nodes.values():
        members[node.areas[-1] if node.areas else ""].append(_node(names[node.id], node, cells))
    edges = (_edge(hop, skeleton, names, cells) for hop in skeleton.hops)
    held = (_tie(tie, skeleton, names) for tie in ties(skeleton.nodes, skeleton.hops))
    return "\n".join(
        (*_FRAME, *_clusters(skeleton.areas, members, margins(skeleton)), *members[""], *edges, *held, "}")
    )


def node_names(skeleton: Skeleton) -> dict[str, str]:
    """How the nodes are called in the DOT text."""
    return {node: f"n{i}" for i, node in enumerate(skeleton.nodes)}


class _Cells:
    """The ports of boxes as cells of tables."""

    def __init__(self, skeleton: Skeleton, ports: Ports) -> None:
        self.ports = ports
        self.offsets = skeleton.offsets(ports)
        self.numbers = {stop: f"p{i}" for i, stop in enumerate(self.offsets)}

    def label(self, node: Node) -> str | None:
        """The label of a node with ports: a row for each side."""
        sides = [self._row(node, side) for side in ("before", "after")]
        return f"<{_TABLE}{''.join(sides)}</TABLE>>" if any("PORT" in side for side in sides) else None

    def _row(self, node: Node, side: Side) -> str:
        cells, here = list[str](), 0
        for stop in self.ports.get((node.id, side), ()):
            middle = round(node.across / 2 + self.offsets[stop])
            cells += _cell(middle - 1 - here), _cell(2, f'PORT="{self.numbers[stop]}" ')
            here = middle + 1
        cells.append(_cell(round(node.across) - here))
        return f"<TR><TD>{_TABLE}<TR>{''.join(cells)}</TR></TABLE></TD></TR>"


def _cell(width: int, port: str = "") -> str:
    return f'<TD {port}FIXEDSIZE="TRUE" WIDTH="{width}" HEIGHT="7"></TD>' if width > 0 else ""


def _clusters(areas: Sequence[Area], members: Mapping[str, list[str]], free: Mapping[str, float]) -> Iterator[str]:
    for area in areas:
        yield f'subgraph "cluster_{len(area.id)}_{area.id.encode().hex()}" {{ margin={free[area.id]:.0f};'
        yield from _clusters(area.areas, members, free)
        yield from members.get(area.id, ())
        yield "}"


def _node(name: str, node: Node, cells: _Cells | None) -> str:
    label = cells.label(node) if cells else None
    shape = f"shape=plain fixedsize=false label={label}" if label else f"width={node.across / 72:.4f}"
    return f"{name} [{shape}];"


def _edge(hop: Hop, skeleton: Skeleton, names: Mapping[str, str], cells: _Cells | None) -> str:
    weight = _WEIGHTS[sum(skeleton.nodes[stop.node].kind != "box" for stop in hop)]
    left, right = (_dock(stop, names, cells) for stop in hop)
    return f"{left} -> {right} [weight={weight}];"


def _tie(tie: Tie, skeleton: Skeleton, names: Mapping[str, str]) -> str:
    first, second = (skeleton.nodes[name] for name in tie)
    if first.column == second.column:
        return f"{{rank=same; {names[first.id]}; {names[second.id]};}}"
    return f"{names[first.id]} -> {names[second.id]} [minlen={second.column - first.column} style=invis];"


def _dock(stop: Stop, names: Mapping[str, str], cells: _Cells | None) -> str:
    port = cells.numbers.get(stop) if cells else None
    return f"{names[stop.node]}:{port}" if port else names[stop.node]
