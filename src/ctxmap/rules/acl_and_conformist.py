"""A downstream context either translates the upstream model (`ACL`) or adopts it (`CF`), not both."""

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
        f'"{downstream}" has both `ACL` and `CF` towards "{upstream}"',
        hint="keep `ACL` if it translates the model, `CF` if it adopts it; for different parts, use two relationships",
        related=[("the first role is here", first)],
        fix=unsafe("remove `CF`", RemoveItem((first if first.kind == "CF" else second).at)),
    )
