"""The steps of the layout, one after the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from ctxmap.layout.arrange import arrange
from ctxmap.layout.arrangement import Arrangement
from ctxmap.layout.chains import skeleton
from ctxmap.layout.columns import columns
from ctxmap.layout.graph import Direction, Graph
from ctxmap.layout.placed import Layout
from ctxmap.layout.ranks import ranks
from ctxmap.layout.regions import regions
from ctxmap.layout.route import Plan, route
from ctxmap.layout.skeleton import Hop, Skeleton, Stop
from ctxmap.layout.straighten import levelled, nudge, straighten
from ctxmap.layout.tracks import Lane, clashes, tracks

_NUDGES = 3
_SCREEN = 1800, 1000
"""Pixels of a large screen. A picture that is no wider needs no thought of its direction."""
_FOR_A_WALL = 0.25
"""Scaled down that much, nobody reads a picture on a screen."""
_MUCH = 1.05
"""How much larger a picture must come out for it to leave the usual direction."""


def lay_out(graph: Graph) -> Layout:
    """Where everything of a graph stands.

    Raises NoEngineError where there is no Graphviz that works.
    """
    if not graph.boxes:
        return Layout((0, 0), {}, (), {}, {})
    placed = ranks(graph)
    if graph.direction:
        return _directed(graph, placed, graph.direction)
    sideways = _directed(graph, placed, "LEFT_TO_RIGHT")
    if sideways.size[0] <= _SCREEN[0]:
        return sideways
    downwards = _directed(graph, placed, "TOP_TO_BOTTOM")
    return downwards if _scale(downwards) > _MUCH * _scale(sideways) else sideways


def _scale(layout: Layout) -> float:
    """How large a picture can be on a screen; one that is for a wall, as large as its longer side allows."""
    on_screen = min(screen / size for screen, size in zip(_SCREEN, layout.size, strict=True))
    return on_screen if on_screen > _FOR_A_WALL else _SCREEN[1] / max(layout.size)


def _directed(graph: Graph, placed: Mapping[str, int], direction: Direction) -> Layout:
    arrangement = _tidied(arrange(_skeletons(graph, placed, direction)))
    levels = levelled(arrangement)
    channels = _channels(arrangement.skeleton, levels)
    lanes = {hop: lane for channel in channels for track in channel for lane in track for hop in lane.hops}
    over = regions(arrangement)
    return route(Plan(graph, arrangement, levels, columns(arrangement.skeleton, channels, over), lanes, over))


def _skeletons(graph: Graph, placed: Mapping[str, int], direction: Direction) -> list[Skeleton]:
    """With lines that cross the edges of areas as they run along, and with lines that leave them at once."""
    along = skeleton(graph, placed, direction, hug=True)
    at_once = skeleton(graph, placed, direction, hug=False)
    if along.is_large:
        return [along]
    return [along, along.upside_down, at_once, at_once.upside_down] if graph.areas else [along, along.upside_down]


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
