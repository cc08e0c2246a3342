"""The steps of the layout, one after the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import inf

from ctxmap.layout.arrangement import Arrangement
from ctxmap.layout.chains import skeleton
from ctxmap.layout.columns import columns
from ctxmap.layout.frames import is_good, room_across, scale, worth
from ctxmap.layout.graph import Graph
from ctxmap.layout.heights import arranged
from ctxmap.layout.order import ordered
from ctxmap.layout.placed import Layout
from ctxmap.layout.regions import regions
from ctxmap.layout.route import Plan, route
from ctxmap.layout.shelves import Shelf
from ctxmap.layout.skeleton import Hop, Skeleton, Stop
from ctxmap.layout.straighten import levelled, nudge, straighten
from ctxmap.layout.tracks import Lane, clashes, tracks
from ctxmap.vocabulary import Direction

_NUDGES = 3
_LARGE = 500
"""Nodes; some 60 boxes with their lines. Only one way of laying them out is tried."""
_FEW = 4
"""With that many more crossings, lines that go into areas elsewhere aren't worth a look."""
GAIN = 1.05
"""How much better a picture must come out for it to be drawn otherwise than usual."""


def laid_out(graph: Graph, placed: Mapping[str, int], direction: Direction) -> Layout:
    """The graph with its boxes in these columns, as large as it can be read in its frame.

    Lines cross the edges of areas as they run along, or leave the areas at once: whichever has fewer crossings, unless
    the other is larger. They run straight as far as that leaves the picture legible.
    """
    bones = skeleton(graph, placed, direction, hug=False)
    is_large = len(bones.nodes) > _LARGE
    if is_large or not graph.areas:
        found = ordered([bones])
    else:
        found = ordered([skeleton(graph, placed, direction, hug=True), bones])
    best = _fitted(graph, found[0].skeleton, found[0].columns)
    for other in found[1:]:
        if is_large or is_good(best, graph.frame) or other.crossings > found[0].crossings + _FEW:
            break
        layout = _fitted(graph, other.skeleton, other.columns)
        if worth(layout, graph.frame) > GAIN * worth(best, graph.frame):
            best = layout
    return best


def _fitted(graph: Graph, bones: Skeleton, order: Sequence[Shelf]) -> Layout:
    """Drawn with lines as straight as can be, or with bends where the picture would be too high otherwise."""
    layout = _drawn(graph, bones, order)
    if is_good(layout, graph.frame) or len(bones.nodes) > _LARGE:
        return layout
    lower = _drawn(graph, bones, order, room_across(layout, graph.frame, bones.direction))
    return lower if scale(lower.size, graph.frame) > GAIN * scale(layout.size, graph.frame) else layout


def _drawn(graph: Graph, bones: Skeleton, order: Sequence[Shelf], room: float = inf) -> Layout:
    arrangement = _tidied(arranged(bones, order, room))
    over = regions(arrangement)
    levels = levelled(arrangement, over)
    channels = _channels(bones, levels)
    lanes = {hop: lane for channel in channels for track in channel for lane in track for hop in lane.hops}
    return route(Plan(graph, arrangement, levels, columns(bones, channels, over), lanes, over))


def _tidied(arrangement: Arrangement) -> Arrangement:
    """The arrangement with lines as straight as they can be without one lying on another."""
    arrangement = straighten(arrangement, regions(arrangement))
    for _ in range(_NUDGES):
        channels = _channels(arrangement.skeleton, levelled(arrangement, regions(arrangement)))
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
