"""The upstream side offers (`OHS`, `PL`); the downstream side protects itself (`ACL`) or gives in (`CF`)."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.findings import Finding, Severity
from ctxmap.model.elements import Model, Relationship, Role, Side
from ctxmap.rules import finding, rule

_OF_UPSTREAM = {"OHS": "offers an open host service", "PL": "offers a published language"}
_OF_DOWNSTREAM = {"ACL": "has an anticorruption layer", "CF": "conforms"}


@rule(Severity.ERROR)
def check(model: Model) -> Iterator[Finding]:
    for relationship in model.relationships:
        if relationship.is_symmetric:
            continue
        if against := _against_the_arrow(relationship):
            yield _turned(against)
        else:
            yield from _misplaced(relationship)


def _against_the_arrow(relationship: Relationship) -> list[tuple[Side, Role]]:
    """The words for a side that stand at the other one, in the order of the text."""
    upstream, downstream = relationship.sides
    turned = [(upstream, role) for role in upstream.roles if role.kind in ("D", "C")]
    turned += [(downstream, role) for role in downstream.roles if role.kind in ("U", "S")]
    return sorted(turned, key=lambda pair: pair[1].at.start)


def _turned(against: list[tuple[Side, Role]]) -> Finding:
    """One finding, however many words it takes: a turned arrow is one mistake, and tells nothing of the other roles."""
    (side, role), *others = against
    by_arrow, by_brackets = ("downstream", "upstream") if role.kind in ("U", "S") else ("upstream", "downstream")
    return finding(
        role,
        f'"{side.context}" is {by_arrow} by the arrow and {by_brackets} by its brackets ({role.kind})',
        hint="the arrow points from upstream to downstream: turn it round, or swap the words in the brackets",
        related=[(f'{other.kind} at "{its.context}" stands against the arrow too', other) for its, other in others],
    )


def _misplaced(relationship: Relationship) -> Iterator[Finding]:
    upstream, downstream = relationship.sides
    for role in upstream.roles:
        if role.kind in _OF_DOWNSTREAM:
            yield _on_wrong_side(role, f'upstream context "{upstream.context}" {_OF_DOWNSTREAM[role.kind]}', downstream)
    for role in downstream.roles:
        if role.kind in _OF_UPSTREAM:
            yield _on_wrong_side(role, f'downstream context "{downstream.context}" {_OF_UPSTREAM[role.kind]}', upstream)


def _on_wrong_side(role: Role, message: str, other: Side) -> Finding:
    return finding(role, message, hint=f'move {role.kind} to "{other.context}", or turn the arrow round')
