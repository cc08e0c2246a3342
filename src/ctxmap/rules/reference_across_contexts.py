"""An aggregate of another context is referred to by its identifier, not by an object reference."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.analyses.reachable_types import is_reached, share_a_kernel
from ctxmap.analyses.references import ObjectReference, references_across
from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import DomainObject, Model
from ctxmap.rules import finding, rule


@rule(Severity.INFO)
def check(model: Model) -> Iterator[Finding]:
    for reference in references_across(model):
        entity = reference.entity if reference.is_to_other_context else None
        if entity and entity.is_root and not (reference.is_sent or _is_settled(model, reference)):
            yield _across(reference, entity)


def _is_settled(model: Model, reference: ObjectReference) -> bool:
    """Shared kernels may share objects; `unreachable-type` reports what no relationship reaches."""
    here = reference.context.qualified_name
    is_reached_at_all = is_reached(model, here, reference.target.qualified_name)
    return share_a_kernel(model, here, reference.home) or (reference.held.kind == "REFERENCE" and not is_reached_at_all)


def _across(reference: ObjectReference, root: DomainObject) -> Finding:
    here = reference.context.name
    return finding(
        reference.type,
        f'"{reference.holder.name}" of "{here}" refers to entity "{root.name}" of "{reference.home}"',
        hint=f'store its identifier instead, as a value object of "{here}"',
        related=[(f'"{root.name}" is declared here', root)],
    )
