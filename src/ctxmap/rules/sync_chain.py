"""Every call in a row adds its waiting and its failures to those of all others."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import msgspec

from ctxmap.analyses.communication.availability import LISTED, arithmetic, in_series
from ctxmap.analyses.communication.calls import Call, stated_calls
from ctxmap.analyses.graph.cycles import Edge
from ctxmap.analyses.graph.longest_paths import chains
from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import BoundedContext, Model
from ctxmap.model.index import contexts
from ctxmap.rules import Number, finding, rule


class Limits(msgspec.Struct, frozen=True):
    """What is still fine."""

    most: Number = 3
    """So many synchronous calls in a row are still fine."""


@rule(Severity.WARNING, Limits())
def check(model: Model, limits: Limits) -> Iterator[Finding]:
    for calls in stated_calls(model):
        first_call: dict[Edge, Call] = {}
        for call in calls:
            first_call.setdefault((call.caller, call.callee), call)
        place_in_text = {edge: place for place, edge in enumerate(first_call)}
        for chain in chains(list(first_call), limits.most):
            in_turn = sorted(pairwise(chain), key=place_in_text.__getitem__)
            called = [contexts(model)[name] for name in chain]
            yield _chain(called, [first_call[edge] for edge in in_turn], limits.most)


def _chain(chain: list[BoundedContext], calls: list[Call], most: int) -> Finding:
    first, *others = calls
    return finding(
        first.relationship,
        f"{in_series(each.name for each in chain)} is {len(calls)} synchronous calls in a row, more than {most}"
        + _availability(chain),
        hint="let one of them keep a copy of what it asks for, fed by events, or turn a call into an event",
        related=[
            (f'"{call.caller}" calls "{call.callee}" here', call.sync or call.relationship) for call in others[:LISTED]
        ],
    )


def _availability(chain: list[BoundedContext]) -> str:
    """What comes of it; where not every number is known, it can be worse."""
    known = [each.availability for each in chain if each.availability]
    if not known:
        return ""
    return f": {'at most ' if len(known) < len(chain) else ''}{arithmetic(known)}"
