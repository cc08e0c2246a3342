"""A context with many downstream contexts offers one interface for all of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

import msgspec

from ctxmap.analyses.landscapes import landscapes
from ctxmap.findings.finding import Finding, Severity, listed
from ctxmap.model.elements import BoundedContext, Model, Relationship, Side
from ctxmap.model.index import contexts
from ctxmap.rules import Number, finding, rule

_LISTED = 5
"""How many of the downstream contexts a message names."""


class Limits(msgspec.Struct, frozen=True):
    """How many downstream contexts can have an interface of their own."""

    most: Number = 3
    """The most of our contexts that may be downstream of one of our contexts that is not an open host to them."""


@rule(Severity.INFO, Limits())
def check(model: Model, limits: Limits) -> Iterator[Finding]:
    found: dict[str, Finding] = {}
    for landscape in landscapes(model):
        served: dict[str, dict[str, Side]] = {}
        for relationship in landscape.relationships:
            if _is_special(model, relationship):
                served.setdefault(relationship.upstream.context, {}).setdefault(
                    relationship.downstream.context, relationship.downstream
                )
        for hub, sides in served.items():
            if len(sides) > limits.most:
                found.setdefault(hub, _hub(contexts(model)[hub], sides, limits))
    yield from found.values()


def _is_special(model: Model, relationship: Relationship) -> bool:
    """Whether one of our contexts serves another one by an interface that is not for all."""
    return (
        relationship.kind == "UPSTREAM_DOWNSTREAM"
        and not relationship.upstream.has("OHS")
        and all(contexts(model)[side.context].is_ours for side in relationship.sides)
    )


def _hub(hub: BoundedContext, sides: Mapping[str, Side], limits: Limits) -> Finding:
    more = f"{len(sides) - _LISTED} more" if len(sides) > _LISTED else ""
    return finding(
        hub,
        f'"{hub.name}" has {len(sides)} downstream contexts and is not an open host for them (limit {limits.most}): '
        + listed(islice(sides, _LISTED), more),
        hint="publish one interface for all of them (`OHS`, usually with `PL`)",
        related=[(f'"{name}" is downstream here', side) for name, side in islice(sides.items(), _LISTED)],
    )
