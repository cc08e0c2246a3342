"""The steps of the layout, one after the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from ctxmap.layout.arrange import arrange, heights
from ctxmap.layout.chains import skeleton
from ctxmap.layout.columns import columns
from ctxmap.layout.graph import Graph
from ctxmap.layout.placed import Layout
from ctxmap.layout.ranks import ranks
from ctxmap.layout.regions import margins, regions
from ctxmap.layout.route import Plan, route
from ctxmap.layout.skeleton import Hop, Skeleton, Stop
from ctxmap.layout.straighten import levelled, straighten
from ctxmap.layout.tracks import Lane, tracks


def lay_out(graph: Graph) -> Layout:
    """Where everything of a graph stands.

    Raises NoEngineError where there is no Graphviz that works.
    """
    if not graph.boxes:
        return Layout((0, 0), {}, (), {}, {})
    bones = skeleton(graph, ranks(graph))
    arrangement = arrange(bones, graph.areas, margins(graph.areas, graph.direction))
    arrangement = straighten(bones, arrangement, regions(bones, arrangement.middles, graph.areas, graph.direction))
    over = regions(bones, arrangement.middles, graph.areas, graph.direction)
    levels = levelled(bones, heights(bones, arrangement))
    channels = _channels(bones, levels)
    lanes = {hop: lane for channel in channels for track in channel for lane in track for hop in lane.hops}
    return route(Plan(graph, bones, arrangement, levels, columns(bones, channels, over), lanes, over))


def _channels(bones: Skeleton, levels: Mapping[Stop, float]) -> list[list[list[Lane]]]:
    """The tracks behind each column but the last."""
    behind: defaultdict[int, list[Hop]] = defaultdict(list)
    for hop in bones.hops:
        behind[bones.nodes[hop.left.node].column].append(hop)
    last = max(node.column for node in bones.nodes.values())
    return [tracks(behind[column], levels) for column in range(last)]
