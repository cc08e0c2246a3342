"""`OHS` and `PL` belong to the upstream context, `ACL` and `CF` to the downstream one."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.findings.finding import Finding, Severity
from ctxmap.findings.fix import AddRole, Fix, RemoveItem, Replace, unsafe
from ctxmap.model.elements import Model, Relationship, Role, Side
from ctxmap.rules import finding, rule
from ctxmap.vocabulary import RoleKind

_OFFERS = {"OHS": "offers an open host service", "PL": "offers a published language"}
_PROTECTS = {"ACL": "has an anticorruption layer", "CF": "conforms"}
_UPSTREAM: frozenset[RoleKind] = frozenset({"U", "S"})
_DOWNSTREAM: frozenset[RoleKind] = frozenset({"D", "C"})


@rule(Severity.ERROR)
def check(model: Model) -> Iterator[Finding]:
    for relationship in model.relationships:
        if relationship.is_symmetric:
            continue  # the parser accepts only `P` and `SK` there
        if against := _against_the_arrow(relationship):
            yield _reversed(relationship, against)
        else:
            yield from _misplaced(relationship)


def _against_the_arrow(relationship: Relationship) -> list[tuple[Side, Role]]:
    """The roles that contradict the arrow, in the order of the text."""
    upstream, downstream = relationship.sides
    against = [(upstream, role) for role in upstream.roles if role.kind in _DOWNSTREAM]
    against += [(downstream, role) for role in downstream.roles if role.kind in _UPSTREAM]
    return sorted(against, key=lambda pair: pair[1].at.start)


def _reversed(relationship: Relationship, against: list[tuple[Side, Role]]) -> Finding:
    """One finding however many roles contradict the arrow: it is one mistake, and hides what the other roles mean."""
    (side, role), *others = against
    by_arrow, by_brackets = ("upstream", "downstream") if side is relationship.upstream else ("downstream", "upstream")
    return finding(
        role,
        f'"{side.context}" is {by_arrow} according to the arrow but {by_brackets} according to `{role.kind}`',
        hint="the arrow points from upstream to downstream: change the arrow or the brackets",
        related=[(f'`{other.kind}` of "{its.context}" contradicts the arrow too', other) for its, other in others],
        fix=_fix(relationship),
    )


def _fix(relationship: Relationship) -> Fix | None:
    """Reverse the arrow, if no role in the brackets agrees with it."""
    upstream, downstream = relationship.sides
    is_backed = any(map(upstream.has, _UPSTREAM)) or any(map(downstream.has, _DOWNSTREAM))
    if is_backed or relationship.at.end - relationship.at.start != len("->"):
        return None
    arrow = "<-" if upstream.at.start < downstream.at.start else "->"
    return unsafe(f"reverse the arrow: `{arrow}`", Replace(relationship.at, arrow))


def _misplaced(relationship: Relationship) -> Iterator[Finding]:
    upstream, downstream = relationship.sides
    for role in upstream.roles:
        if role.kind in _PROTECTS:
            yield _on_wrong_side(role, f'upstream context "{upstream.context}" {_PROTECTS[role.kind]}', downstream)
    for role in downstream.roles:
        if role.kind in _OFFERS:
            yield _on_wrong_side(role, f'downstream context "{downstream.context}" {_OFFERS[role.kind]}', upstream)


def _on_wrong_side(role: Role, message: str, other: Side) -> Finding:
    added = () if other.has(role.kind) else (AddRole(other.at, role.kind),)
    return finding(
        role,
        message,
        hint=f'move `{role.kind}` to "{other.context}", or reverse the arrow',
        fix=unsafe(f"move `{role.kind}` to `{other.context}`", RemoveItem(role.at), *added),
    )
