"""In which order things stand in their columns, and where: Graphviz's work, asked for again until the tabs agree.

The order of a box's tabs follows from where its neighbours stand, and where they stand follows from the tabs. So the
first round is without tabs, each further one with the tabs sorted by the round before. Where Graphviz ends depends on
where it begins, so all that is done twice, once from the other end. The best round counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ctxmap.layout.arrangement import Arrangement
from ctxmap.layout.dot import node_names, written
from ctxmap.layout.engine import NoEngineError, places
from ctxmap.layout.regions import margins
from ctxmap.layout.skeleton import Ports, Skeleton, Stop

_ROUNDS = 4


def arrange(skeletons: Sequence[Skeleton]) -> Arrangement:
    """The arrangement of one of these skeletons with the fewest crossings, and of those with the shortest lines.

    Raises NoEngineError where there is no Graphviz, or it can't do it whatever way it is asked.
    """
    found: list[Arrangement] = []
    failure = NoEngineError()
    for skeleton in skeletons:
        names = tuple(skeleton.nodes)
        for order in (names, names[::-1]):
            try:
                found += _rounds(skeleton, order)
            except NoEngineError as error:
                failure = error
    if not found:
        raise failure
    return min(found, key=lambda arrangement: arrangement.badness)


def _rounds(skeleton: Skeleton, order: Sequence[str]) -> Iterator[Arrangement]:
    free = margins(skeleton)
    middles = _middles(skeleton, written(skeleton, order, free))
    ports = _sorted(Arrangement(skeleton, middles, skeleton.ports))
    yield Arrangement(skeleton, middles, ports)
    for _ in range(_ROUNDS):
        try:
            middles = _middles(skeleton, written(skeleton, order, free, ports))
        except NoEngineError:
            return
        yield Arrangement(skeleton, middles, ports)
        before, ports = ports, _sorted(Arrangement(skeleton, middles, ports))
        if ports == before:
            return


def _middles(skeleton: Skeleton, dot: str) -> dict[str, float]:
    found = places(dot)
    try:
        return {name: found[node][0] for name, node in node_names(skeleton).items()}
    except KeyError as missing:
        raise NoEngineError(f"Graphviz lost the node {missing}") from missing


def _sorted(arrangement: Arrangement) -> Ports:
    """The ports of every side in the order of what they are joined to."""
    here = arrangement.heights
    partners: defaultdict[Stop, list[float]] = defaultdict(list)
    for left, right in arrangement.skeleton.hops:
        partners[left].append(here[right])
        partners[right].append(here[left])
    mean = {stop: sum(found) / len(found) for stop, found in partners.items()}
    return {side: tuple(sorted(stops, key=mean.__getitem__)) for side, stops in arrangement.ports.items()}
