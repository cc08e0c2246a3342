"""The upstream side offers (`OHS`, `PL`); the downstream side protects itself (`ACL`) or gives in (`CF`)."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.findings.finding import Finding, Severity
from ctxmap.findings.fix import AddRole, Fix, RemoveItem, Replace, unsafe
from ctxmap.model.elements import Model, Relationship, Role, RoleKind, Side
from ctxmap.rules import finding, rule

_OFFERS = {"OHS": "offers an open host service", "PL": "offers a published language"}
_LIVES_WITH_IT = {"ACL": "has an anticorruption layer", "CF": "conforms"}
_UPSTREAM: frozenset[RoleKind] = frozenset({"U", "S"})
_DOWNSTREAM: frozenset[RoleKind] = frozenset({"D", "C"})


@rule(Severity.ERROR)
def check(model: Model) -> Iterator[Finding]:
    for relationship in model.relationships:
        if relationship.is_symmetric:
            continue  # nothing but `P` or `SK` can be read there
        if against := _against_the_arrow(relationship):
            yield _turned(relationship, against)
        else:
            yield from _misplaced(relationship)


def _against_the_arrow(relationship: Relationship) -> list[tuple[Side, Role]]:
    """The words that say something else than the arrow of where their side stands, in the order of the text."""
    upstream, downstream = relationship.sides
    against = [(upstream, role) for role in upstream.roles if role.kind in _DOWNSTREAM]
    against += [(downstream, role) for role in downstream.roles if role.kind in _UPSTREAM]
    return sorted(against, key=lambda pair: pair[1].at.start)


def _turned(relationship: Relationship, against: list[tuple[Side, Role]]) -> Finding:
    """One finding, however many words it takes: a wrong arrow is one mistake, and tells nothing of the other roles."""
    (side, role), *others = against
    by_arrow, by_brackets = ("upstream", "downstream") if side is relationship.upstream else ("downstream", "upstream")
    return finding(
        role,
        f'"{side.context}" is {by_arrow} by the arrow and {by_brackets} by its brackets (`{role.kind}`)',
        hint="the arrow points from upstream to downstream: change the arrow or the brackets",
        related=[(f'`{other.kind}` at "{its.context}" stands against the arrow too', other) for its, other in others],
        fix=_turning(relationship),
    )


def _turning(relationship: Relationship) -> Fix | None:
    """To turn the arrow, where no word in the brackets is for it."""
    upstream, downstream = relationship.sides
    is_backed = any(map(upstream.has, _UPSTREAM)) or any(map(downstream.has, _DOWNSTREAM))
    if is_backed or relationship.at.end - relationship.at.start != len("->"):
        return None
    arrow = "<-" if upstream.at.start < downstream.at.start else "->"
    return unsafe(f"turn the arrow round: `{arrow}`", Replace(relationship.at, arrow))


def _misplaced(relationship: Relationship) -> Iterator[Finding]:
    upstream, downstream = relationship.sides
    for role in upstream.roles:
        if role.kind in _LIVES_WITH_IT:
            yield _on_wrong_side(role, f'upstream context "{upstream.context}" {_LIVES_WITH_IT[role.kind]}', downstream)
    for role in downstream.roles:
        if role.kind in _OFFERS:
            yield _on_wrong_side(role, f'downstream context "{downstream.context}" {_OFFERS[role.kind]}', upstream)


def _on_wrong_side(role: Role, message: str, other: Side) -> Finding:
    added = () if other.has(role.kind) else (AddRole(other.at, role.kind),)
    return finding(
        role,
        message,
        hint=f'move `{role.kind}` to "{other.context}", or turn the arrow round',
        fix=unsafe(f"move `{role.kind}` to `{other.context}`", RemoveItem(role.at), *added),
    )
