"""A partnership or shared kernel becomes upstream-downstream: one side serves, and the other one follows."""

from __future__ import annotations

from typing import Annotated

from ctxmap.model.elements import BoundedContext, Relationship
from ctxmap.refactorings import RefactoringError, refactoring
from ctxmap.refactorings._draft import Draft
from ctxmap.refactorings._relationships import become_directed


@refactoring("Change to upstream-downstream")
def make(
    draft: Draft,
    relationship: Relationship,
    *,
    upstream: Annotated[BoundedContext | None, "which side becomes upstream; without it, the left one"] = None,
) -> None:
    """Change a partnership or shared kernel to an upstream-downstream relationship."""
    if not relationship.is_symmetric:
        raise RefactoringError("the relationship is upstream-downstream already")
    become_directed(draft, relationship, upstream)
