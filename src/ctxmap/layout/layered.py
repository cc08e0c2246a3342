"""The steps of the layout, one after the other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from math import ceil, log

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
_FRAME = 1200, 750
"""Pixels of a page or slide, in which a picture is to be read."""
_AROUND = 48, 130
"""What stands round a layout in a picture: margins, a heading, a legend."""
_ON_A_SLIDE = 9.5 / 6.5
"""How much smaller a text may be on a slide than on a page, where only the width counts."""
_GOOD = 9.5 / 11
"""A picture that is scaled down no further is read without effort."""
_GAIN = 1.1
"""How much larger a picture must come out for it to be wrapped."""
_LARGE = 500
"""Nodes; some 60 boxes with their lines. Only one way of laying them out is tried."""
_SHAPE = 1.2
"""How much wider than high a picture had best be."""
_CHAIN = 4
_FAN = 2
"""How far from that shape a chain or a fan is. What is nearer stays as it is, so that small edits move little."""
_SPREAD = 1.6
"""What lines to the columns behind add to the height of a column that is dealt out."""
_MOST_COLUMNS = 8
_BETWEEN_ROWS = 20
"""Pixels between the rows of a chain."""


def lay_out(graph: Graph) -> Layout:
    """Where everything of a graph stands."""
    if not graph.boxes:
        return Layout((0, 0), {}, (), {}, {})
    direction = graph.direction or "LEFT_TO_RIGHT"
    placed = ranks(graph)
    bones, order = ordered(_skeletons(graph, placed, direction))
    layout = _drawn(graph, bones, order)
    if len(bones.nodes) > _LARGE:
        return layout
    wrapped = _wrapped(graph, placed, layout, bones) if _scale(layout) < _GOOD else None
    if wrapped and _scale(wrapped) > _GAIN * _scale(layout):
        return wrapped
    if graph.direction or layout.size[0] <= _SCREEN[0]:
        return layout
    downwards = _drawn(graph, skeleton(graph, placed, "TOP_TO_BOTTOM", hug=bones.hug), order)
    return downwards if _on_screen(downwards) > _MUCH * _on_screen(layout) else layout


def _wrapped(graph: Graph, placed: Mapping[str, int], layout: Layout, bones: Skeleton) -> Layout | None:
    """The same in fewer columns where it is too wide, and in more where it is too high; None where neither helps."""
    along, across = layout.size if bones.direction == "LEFT_TO_RIGHT" else layout.size[::-1]
    shape = _SHAPE if bones.direction == "LEFT_TO_RIGHT" else 1 / _SHAPE
    columns = 1 + max(placed.values())
    again = dict[str, int]()
    if along > _CHAIN * shape * across:
        again = ranks(graph, _fewer(columns, along, across, shape))
    elif across > _FAN * shape * along:
        crowd = max(Counter(placed.values()).values())
        several = range(2, _MOST_COLUMNS + 1)
        for times in several:
            if along / columns * (columns + times - 1) >= _SPREAD * shape * across / times:
                again = ranks(graph, tallest=ceil(crowd / times))
                break
    if not again or again == placed:
        return None
    bones, order = ordered([skeleton(graph, again, bones.direction, hug=bones.hug)])
    return _drawn(graph, bones, order)


def _fewer(columns: int, along: float, across: float, shape: float) -> int:
    """In how many columns a chain comes nearest to a shape as it runs back and forth."""

    def miss(fewer: int) -> float:
        rows = ceil(columns / (fewer - 1))
        return abs(log(along * fewer / columns / (rows * (across + _BETWEEN_ROWS) * shape)))

    return min(range(2, columns + 1), key=miss)


def _skeletons(graph: Graph, placed: Mapping[str, int], direction: Direction) -> list[Skeleton]:
    """With lines that cross the edges of areas as they run along, and with lines that leave them at once."""
    at_once = skeleton(graph, placed, direction, hug=False)
    if not graph.areas or len(at_once.nodes) > _LARGE:
        return [at_once]
    return [skeleton(graph, placed, direction, hug=True), at_once]


def _on_screen(layout: Layout) -> float:
    """How large a picture can be on a screen; one that is for a wall, as large as its longer side allows."""
    on_screen = min(screen / size for screen, size in zip(_SCREEN, layout.size, strict=True))
    return on_screen if on_screen > _FOR_A_WALL else _SCREEN[1] / max(layout.size)


def _scale(layout: Layout) -> float:
    """How much a picture is scaled down at most where it is shown: on a page, and not so far on a slide."""
    wide, high = (size + around for size, around in zip(layout.size, _AROUND, strict=True))
    on_a_slide = _FRAME[1] / high * (1 if high > wide else _ON_A_SLIDE)
    return min(1, _FRAME[0] / wide, on_a_slide)


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
