"""In which order things stand in their columns, so that few lines cross (Sugiyama's sweeps).

The sweeps begin in the order in which things were written, so that a small change of a graph leads to a similar
picture. In small graphs they begin a second time with what is joined near each other, and then areas and boxes change
places as long as that saves crossings. Of several orders the first is taken, unless another is better.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import count, pairwise

from ctxmap.layout.shelves import Shelf
from ctxmap.layout.skeleton import Skeleton
from ctxmap.layout.sorting import Sorting

_SWEEPS = 6
_ENOUGH = 4
"""Sweeps, where nothing crosses any more."""
_SMALL = 250
"""Nodes; some 40 boxes with their lines. There is time for second thoughts."""
_FAVOURITES = 1
"""How many of the orders that sweeps find are improved."""
_HOPEFUL = 2
"""What has as many more crossings isn't worth a second look."""
_EFFORT = 5000
"""How many changes of places are tried in each, times how many nodes there are."""
_SMOOTHINGS = 20


def ordered(skeletons: Sequence[Skeleton]) -> list[Sorting]:
    """The best order of each of several skeletons of one graph, that with the fewest crossings first."""
    found = [_swept(skeleton, _as_written(skeleton)) for skeleton in skeletons]
    if all(len(skeleton.nodes) < _SMALL for skeleton in skeletons) and all(each.crossings for each in found):
        found += [_swept(skeleton, _smoothed(skeleton, _as_written(skeleton))) for skeleton in skeletons]
        found.sort(key=lambda sorting: sorting.crossings)
        hopeful = found[0].crossings + _HOPEFUL
        for each in found[:_FAVOURITES]:
            if each.crossings < hopeful:
                _improve(each)
    found.sort(key=lambda sorting: sorting.crossings)
    best = {id(each.skeleton): each for each in reversed(found)}
    return [each for each in found if best[id(each.skeleton)] is each]


def _swept(skeleton: Skeleton, wishes: Mapping[str, float]) -> Sorting:
    """The best order that sweeps find."""
    sorting = Sorting(skeleton, wishes)
    best, least = sorting.snapshot(), sorting.badness
    for sweep in range(_SWEEPS):
        if not least[0] and sweep == _ENOUGH:
            break
        sorting.rank_areas()
        sorting.sweep(backwards=sweep % 2 == 1)
        if (badness := sorting.badness) < least:
            best, least = sorting.snapshot(), badness
    sorting.restore(best)
    return sorting


def _improve(sorting: Sorting) -> None:
    """Let two things at a time change places, as long as that saves crossings and there is time."""
    tries = count()
    most = _EFFORT // len(sorting.places)
    better = True
    while better and sorting.crossings:
        better = any(next(tries) < most and _is_better_swapped(sorting, *pair) for pair in _pairs(sorting))


def _is_better_swapped(sorting: Sorting, one: str, other: str) -> bool:
    """Whether it saves crossings that these two change places; if not, they haven't."""
    before, crossings = sorting.snapshot(), sorting.crossings
    sorting.swap(one, other)
    if sorting.crossings < crossings + _HOPEFUL:
        if sorting.crossings >= crossings:
            sorting.sweep(backwards=True)
        if sorting.crossings < crossings:
            return True
    sorting.restore(before)
    return False


def _pairs(sorting: Sorting) -> Iterable[tuple[str, str]]:
    """Boxes and areas that stand next to each other on a shelf, but for what is between; then bends, too.

    Only those of which one is part of a crossing line.
    """
    tangled = sorting.tangled
    found: dict[tuple[str, str], None] = {}
    for is_movable in (sorting.is_box, sorting.is_no_label):
        for shelf in (shelf for column in sorting.columns for shelf in column.all):
            names = (entry.area if isinstance(entry, Shelf) else entry for entry in shelf.entries)
            pairs = pairwise(filter(is_movable, names))
            found |= dict.fromkeys(pair for pair in pairs if not tangled.isdisjoint(pair))
    return found


def _as_written(skeleton: Skeleton) -> dict[str, float]:
    """For each node where it would be in one list of everything: boxes in their order, the rest between its ends."""
    boxes = [name for name, node in skeleton.nodes.items() if node.kind == "box"]
    wishes = {name: float(i) for i, name in enumerate(boxes)}
    for walk in skeleton.walks.values():
        stops = [stop.node for step in walk for stop in step.hop]
        ends = [wishes[name] for name in stops if skeleton.nodes[name].kind == "box"]
        wishes = dict.fromkeys(stops, sum(ends) / len(ends)) | wishes
    return wishes


def _smoothed(skeleton: Skeleton, wishes: Mapping[str, float]) -> dict[str, float]:
    """The wishes with each moved towards those of what it is joined to or shares an area with, again and again."""
    groups = [[left.node, right.node] for left, right in skeleton.hops]
    areas: defaultdict[str, list[str]] = defaultdict(list)
    for node in skeleton.nodes.values():
        for area in node.areas:
            areas[area].append(node.id)
    here = dict(wishes)
    for _ in range(_SMOOTHINGS):
        pulls: defaultdict[str, list[float]] = defaultdict(list)
        for group in (*groups, *areas.values()):
            mean = sum([here[name] for name in group]) / len(group)
            for name in group:
                pulls[name].append(mean)
        here |= {name: sum(found) / len(found) for name, found in pulls.items()}
    return here
