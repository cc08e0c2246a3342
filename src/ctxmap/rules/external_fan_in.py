"""A foreign system's changes reach everybody who integrates with it; one context of its own keeps them out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

import msgspec

from ctxmap.findings.finding import Finding, Severity, listed
from ctxmap.model.elements import BoundedContext, ContextMap, Model, Relationship, Side
from ctxmap.model.index import contexts
from ctxmap.rules import Number, finding, rule

_LISTED = 5
"""How many of them a message names."""


class Limits(msgspec.Struct, frozen=True):
    """What is no fan-in."""

    most: Number = 1
    """So many of our contexts may integrate with one external system."""


@rule(Severity.WARNING, Limits())
def check(model: Model, limits: Limits) -> Iterator[Finding]:
    for context_map in model.maps:
        for external, integrated in _integrated(model, context_map).items():
            if len(integrated) > limits.most:
                yield _fan_in(contexts(model)[external], integrated)


def _integrated(model: Model, context_map: ContextMap) -> Mapping[str, Mapping[str, Side]]:
    """For each external system of a map: the contexts of ours that integrate with it, and where first."""
    found: dict[str, dict[str, Side]] = {}
    for relationship in context_map.relationships:
        for external, ours in _ends(relationship):
            if contexts(model)[external.context].type == "EXTERNAL" and contexts(model)[ours.context].is_ours:
                found.setdefault(external.context, {}).setdefault(ours.context, ours)
    return found


def _ends(relationship: Relationship) -> tuple[tuple[Side, Side], tuple[Side, Side]]:
    one, other = relationship.sides
    return (one, other), (other, one)


def _fan_in(external: BoundedContext, integrated: Mapping[str, Side]) -> Finding:
    more = f"{len(integrated) - _LISTED} more" if len(integrated) > _LISTED else ""
    return finding(
        external,
        f'{len(integrated)} of our contexts integrate with external system "{external.name}": '
        + listed(islice(integrated, _LISTED), more),
        hint="give it one context of its own that keeps the foreign model out; the others talk to that one",
        related=[(f'"{name}" does so here', side) for name, side in islice(integrated.items(), _LISTED)],
    )
