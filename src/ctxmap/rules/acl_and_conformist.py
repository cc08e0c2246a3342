"""A downstream context translates what comes from upstream, or takes it over; it can't do both."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.findings.finding import Finding, Severity
from ctxmap.findings.fix import RemoveItem, unsafe
from ctxmap.model.elements import Model, Relationship, Role
from ctxmap.rules import finding, rule


@rule(Severity.WARNING)
def check(model: Model) -> Iterator[Finding]:
    for relationship in model.relationships:
        if relationship.kind == "UPSTREAM_DOWNSTREAM":
            roles = [role for role in relationship.downstream.roles if role.kind in ("ACL", "CF")]
            if len({role.kind for role in roles}) > 1:
                yield _both(relationship, roles[0], next(role for role in roles if role.kind != roles[0].kind))


def _both(relationship: Relationship, first: Role, second: Role) -> Finding:
    upstream, downstream = (side.context for side in relationship.sides)
    return finding(
        second,
        f'"{downstream}" has an anticorruption layer against "{upstream}" and conforms to it',
        hint="say `ACL` if it translates, `CF` if it takes the model over; if each is true of a part, draw two",
        related=[(f"`{first.kind}` stands here", first)],
        fix=unsafe("leave `CF` out", RemoveItem((first if first.kind == "CF" else second).at)),
    )
