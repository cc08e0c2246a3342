"""The downstream side translates what it gets, instead of taking over the model of the upstream side."""

from __future__ import annotations

from ctxmap.findings.fix import AddRole
from ctxmap.model.elements import Relationship
from ctxmap.refactorings import RefactoringError, refactoring
from ctxmap.refactorings._draft import Draft


@refactoring("Introduce an anticorruption layer in {relationship.downstream}")
def make(draft: Draft, relationship: Relationship) -> None:
    """Introduce an anticorruption layer on the downstream side of a relationship."""
    if relationship.is_symmetric:
        raise RefactoringError("the relationship has no downstream side; change it to upstream-downstream first")
    if relationship.downstream.has("ACL"):
        raise RefactoringError(f'"{relationship.downstream.context}" has an anticorruption layer already')
    if conformist := relationship.downstream.role("CF"):
        draft.replace(conformist.at, "ACL")
    else:
        draft.change(AddRole(relationship.downstream.at, "ACL"))
