"""The steps of the layout, one after the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from ctxmap.layout.arrangement import Arrangement
from ctxmap.layout.chains import skeleton
from ctxmap.layout.columns import columns
from ctxmap.layout.graph import Graph
from ctxmap.layout.heights import arranged
from ctxmap.layout.order import ordered
from ctxmap.layout.placed import Layout
from ctxmap.layout.ranks import ranks
from ctxmap.layout.regions import regions
from ctxmap.layout.route import Plan, route
from ctxmap.layout.shelves import Shelf
from ctxmap.layout.skeleton import Hop, Skeleton, Stop
from ctxmap.layout.straighten import levelled, nudge, straighten
from ctxmap.layout.tracks import Lane, clashes, tracks
from ctxmap.vocabulary import Direction

_NUDGES = 3
_SCREEN = 1800, 1000
"""Pixels of a large screen. A picture that is no wider needs no thought of its direction."""
_FOR_A_WALL = 0.25
"""Scaled down that much, nobody reads a picture on a screen."""
_MUCH = 1.05
"""How much larger a picture must come out for it to leave the usual direction."""
_LARGE = 500
"""Nodes; some 60 boxes with their lines. Only one way of laying them out is tried."""


def lay_out(graph: Graph) -> Layout:
    """Where everything of a graph stands."""
    if not graph.boxes:
        return Layout((0, 0), {}, (), {}, {})
    placed = ranks(graph)
    bones, order = ordered(_skeletons(graph, placed, graph.direction or "LEFT_TO_RIGHT"))
    layout = _drawn(graph, bones, order)
    if graph.direction or layout.size[0] <= _SCREEN[0] or len(bones.nodes) > _LARGE:
        return layout
    downwards = _drawn(graph, skeleton(graph, placed, "TOP_TO_BOTTOM", hug=bones.hug), order)
    return downwards if _scale(downwards) > _MUCH * _scale(layout) else layout


def _skeletons(graph: Graph, placed: Mapping[str, int], direction: Direction) -> list[Skeleton]:
    """With lines that cross the edges of areas as they run along, and with lines that leave them at once."""
    at_once = skeleton(graph, placed, direction, hug=False)
    if not graph.areas or len(at_once.nodes) > _LARGE:
        return [at_once]
    return [skeleton(graph, placed, direction, hug=True), at_once]


def _scale(layout: Layout) -> float:
    """How large a picture can be on a screen; one that is for a wall, as large as its longer side allows."""
    on_screen = min(screen / size for screen, size in zip(_SCREEN, layout.size, strict=True))
    return on_screen if on_screen > _FOR_A_WALL else _SCREEN[1] / max(layout.size)


def _drawn(graph: Graph, bones: Skeleton, order: Sequence[Shelf]) -> Layout:
    arrangement = _tidied(arranged(bones, order))
    levels = levelled(arrangement)
    channels = _channels(bones, levels)
    lanes = {hop: lane for channel in channels for track in channel for lane in track for hop in lane.hops}
    over = regions(arrangement)
    return route(Plan(graph, arrangement, levels, columns(bones, channels, over), lanes, over))


def _tidied(arrangement: Arrangement) -> Arrangement:
    """The arrangement with lines as straight as they can be without one lying on another."""
    arrangement = straighten(arrangement, regions(arrangement))
    for _ in range(_NUDGES):
        channels = _channels(arrangement.skeleton, levelled(arrangement))
        clashing = [clash for channel in channels for clash in clashes(channel)]
        if not clashing:
            break
        arrangement = nudge(arrangement, regions(arrangement), clashing)
    return arrangement


def _channels(bones: Skeleton, levels: Mapping[Stop, float]) -> list[list[list[Lane]]]:
    """The tracks behind each column but the last."""
    behind: defaultdict[int, dict[Hop, str]] = defaultdict(dict)
    for hop, kind in bones.kinds_of_hops.items():
        behind[bones.nodes[hop.left.node].column][hop] = kind
    last = max(node.column for node in bones.nodes.values())
    return [tracks(behind[column], levels) for column in range(last)]
