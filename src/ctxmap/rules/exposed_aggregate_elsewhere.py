"""A relationship can only expose aggregates of its upstream context."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.findings.finding import Finding, Severity
from ctxmap.findings.fix import RemoveItem, unsafe
from ctxmap.model.elements import Model, Reference, Relationship
from ctxmap.model.index import aggregates, context_of
from ctxmap.rules import finding, rule


@rule(Severity.ERROR)
def check(model: Model) -> Iterator[Finding]:
    for relationship in model.relationships:
        exposing = relationship.sides if relationship.is_symmetric else (relationship.upstream,)
        for reference in relationship.exposed_aggregates:
            owner = context_of(model, reference.target or "")
            if owner and owner.qualified_name not in [side.context for side in exposing]:
                yield _elsewhere(model, relationship, reference, owner.name)


def _elsewhere(model: Model, relationship: Relationship, reference: Reference, owner: str) -> Finding:
    aggregate = aggregates(model)[reference.target or ""]
    return finding(
        reference,
        f'aggregate "{aggregate.name}" belongs to "{owner}", not to "{relationship.upstream.context}"',
        hint=f'expose aggregates of "{relationship.upstream.context}", or add a relationship from "{owner}"',
        related=[("the aggregate is declared here", aggregate)],
        fix=unsafe(f"remove `{reference.name}`", RemoveItem(reference.at)),
    )
