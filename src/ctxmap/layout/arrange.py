"""In which order things stand in their columns, and where: Graphviz's work, asked for again until the tabs agree.

The order of a box's tabs follows from where its neighbours stand, and where they stand follows from the tabs. So the
first round is without tabs, and each further one with the tabs sorted by the round before. Where Graphviz ends depends
on where it begins: of several skeletons of one graph, the one that comes out best in the first round goes on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ctxmap.layout.arrangement import Arrangement
from ctxmap.layout.dot import node_names, written
from ctxmap.layout.engine import NoEngineError, places
from ctxmap.layout.skeleton import Ports, Skeleton, Stop

_ROUNDS = 4
"""After the first; one for large graphs."""


def arrange(skeletons: Sequence[Skeleton]) -> Arrangement:
    """The arrangement with the fewest crossings, and of those the one with the shortest lines.

    Raises NoEngineError where there is no Graphviz, or it can't do it whatever way it is asked.
    """
    best = min(_first_rounds(skeletons), key=lambda arrangement: arrangement.badness)
    return min((best, *_further_rounds(best)), key=lambda arrangement: arrangement.badness)


def _first_rounds(skeletons: Sequence[Skeleton]) -> list[Arrangement]:
    found: list[Arrangement] = []
    failure = NoEngineError()
    for skeleton in skeletons:
        try:
            found.append(_arranged(skeleton, None))
        except NoEngineError as error:
            failure = error
    if not found:
        raise failure
    return found


def _further_rounds(arrangement: Arrangement) -> Iterator[Arrangement]:
    seen: list[Ports] = []
    rounds = 1 if arrangement.skeleton.is_large else _ROUNDS
    while len(seen) < rounds and arrangement.ports not in seen:
        seen.append(arrangement.ports)
        try:
            arrangement = _arranged(arrangement.skeleton, arrangement.ports)
        except NoEngineError:
            return
        yield Arrangement(arrangement.skeleton, arrangement.middles, seen[-1])
        yield arrangement


def _arranged(skeleton: Skeleton, ports: Ports | None) -> Arrangement:
    """What Graphviz makes of a skeleton with its tabs in this order; its tabs then, in the order that suits it."""
    found = places(written(skeleton, ports))
    try:
        middles = {name: found[node][0] for name, node in node_names(skeleton).items()}
    except KeyError as missing:
        raise NoEngineError(f"Graphviz lost the node {missing}") from missing
    arrangement = Arrangement(skeleton, middles, ports or skeleton.ports)
    return Arrangement(skeleton, middles, _sorted(arrangement))


def _sorted(arrangement: Arrangement) -> Ports:
    """The ports of every side in the order of what they are joined to."""
    here = arrangement.heights
    partners: defaultdict[Stop, list[float]] = defaultdict(list)
    for left, right in arrangement.skeleton.hops:
        partners[left].append(here[right])
        partners[right].append(here[left])
    mean = {stop: sum(found) / len(found) for stop, found in partners.items()}
    return {side: tuple(sorted(stops, key=mean.__getitem__)) for side, stops in arrangement.ports.items()}
