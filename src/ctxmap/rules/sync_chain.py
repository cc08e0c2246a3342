"""Every synchronous call in a chain adds its latency and its failures to those of all others."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import msgspec

from ctxmap.analyses.communication.availability import (
    LISTED,
    arithmetic,
    availability,
    has_usable_fallback,
    in_series,
)
from ctxmap.analyses.communication.calls import Call, calls_out, stated_calls
from ctxmap.analyses.graph.cycles import Edge
from ctxmap.analyses.graph.longest_paths import long_paths
from ctxmap.analyses.landscapes import Landscape, landscapes
from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import Model
from ctxmap.model.index import contexts
from ctxmap.rules import Number, finding, rule


class Limits(msgspec.Struct, frozen=True):
    """How long a chain may be."""

    most: Number = 3
    """This many synchronous calls in a chain are fine."""


@rule(Severity.WARNING, Limits())
def check(model: Model, limits: Limits) -> Iterator[Finding]:
    for landscape in landscapes(model):
        # the user's own request is not a dependency between services
        calls = [
            call
            for call in stated_calls(landscape)
            if contexts(model)[call.caller].type != "FRONTEND" and not has_usable_fallback(call.sync)
        ]
        first_call: dict[Edge, Call] = {}
        for waiting, call in calls_out(landscape, calls):
            first_call.setdefault((waiting, call.callee), call)
        position = {edge: number for number, edge in enumerate(first_call)}
        reported: set[Call] = set()
        for chain in long_paths(list(first_call), limits.most):
            in_text_order = [first_call[edge] for edge in sorted(pairwise(chain), key=position.__getitem__)]
            if not reported.issuperset(in_text_order):
                reported.update(in_text_order)
                yield _chain(landscape, chain, in_text_order, limits.most)


def _chain(landscape: Landscape, chain: tuple[str, ...], calls: list[Call], most: int) -> Finding:
    first, *others = calls
    needed = availability(landscape, chain[0])
    return finding(
        first.relationship,
        f"{in_series(chain)} is a chain of {len(calls)} synchronous calls without a fallback (limit {most})"
        + (f'; "{chain[0]}" is available {arithmetic(needed)}' if needed.factors else ""),
        hint="give one of the calls a fallback, replace it by an event, or keep a local copy that events update",
        related=[
            (f'"{call.caller}" calls "{call.callee}" here', call.sync or call.relationship) for call in others[:LISTED]
        ],
    )
