"""A model that we can't change is either translated (`ACL`) or deliberately adopted (`CF`)."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.findings.finding import Finding, Severity
from ctxmap.findings.fix import AddRole, unsafe
from ctxmap.model.elements import BoundedContext, Model, Relationship
from ctxmap.model.index import contexts, subdomains_of
from ctxmap.rules import finding, rule


@rule(Severity.WARNING)
def check(model: Model) -> Iterator[Finding]:
    for relationship in model.relationships:
        upstream, downstream = (contexts(model)[side.context] for side in relationship.sides)
        if relationship.is_symmetric or upstream.type not in ("EXTERNAL", "LEGACY") or not downstream.is_ours:
            continue
        ours = relationship.downstream
        if not (ours.has("ACL") or ours.has("CF") or ours.is_incomplete("roles")):
            yield _unprotected(relationship, upstream, downstream, core=_core_domain(model, downstream))


def _unprotected(relationship: Relationship, upstream: BoundedContext, ours: BoundedContext, core: str) -> Finding:
    is_plain = relationship.kind == "UPSTREAM_DOWNSTREAM"
    who = f'"{ours.name}", which implements core domain "{core}",' if core else f'"{ours.name}"'
    return finding(
        relationship.downstream,
        f'{who} is downstream of "{upstream.name}" and has neither `ACL` nor `CF`',
        hint="add `ACL` if you translate the model at the boundary, or `CF` if you adopt it deliberately",
        related=[(f'"{upstream.name}" is `{upstream.type}`', upstream.place("type"))],
        severity=Severity.ERROR if core else None,
        fix=unsafe("add `ACL`", AddRole(relationship.downstream.at, "ACL")) if is_plain else None,
    )


def _core_domain(model: Model, context: BoundedContext) -> str:
    return next((each.name for each in subdomains_of(model, context) if each.type == "CORE_DOMAIN"), "")
