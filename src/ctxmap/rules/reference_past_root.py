"""From outside an aggregate only its root can be referenced."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.analyses.reachable_types import share_a_kernel
from ctxmap.analyses.references import ObjectReference, references_across
from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import Aggregate, DomainObject, Model
from ctxmap.rules import finding, rule


@rule(Severity.WARNING)
def check(model: Model) -> Iterator[Finding]:
    for reference in references_across(model):
        entity, aggregate = reference.entity, reference.aggregate
        is_shared = share_a_kernel(model, reference.context.qualified_name, reference.home)
        if entity and not entity.is_root and aggregate and aggregate.root and not (is_shared or reference.is_sent):
            yield _past_root(reference, aggregate, aggregate.root)


def _past_root(reference: ObjectReference, aggregate: Aggregate, root: DomainObject) -> Finding:
    target = reference.target
    return finding(
        reference.type,
        f'"{reference.holder.name}" refers to "{target.name}", which is inside aggregate "{aggregate.name}"',
        hint=f'refer to the root "{root.name}", or identify "{target.name}" by a value object',
        related=[(f'"{target.name}" is declared here', target), ("the root is declared here", root)],
    )
