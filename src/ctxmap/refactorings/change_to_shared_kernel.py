"""A relationship of any other kind becomes a shared kernel: both sides own a part of the model together."""

from __future__ import annotations

from ctxmap.model.elements import Relationship
from ctxmap.refactorings import RefactoringError, refactoring
from ctxmap.refactorings._draft import Draft
from ctxmap.refactorings._relationships import become_symmetric


@refactoring("Change to a shared kernel")
def make(draft: Draft, relationship: Relationship) -> None:
    """Change a partnership, or another relationship, to a shared kernel."""
    if relationship.kind == "SHARED_KERNEL":
        raise RefactoringError("the relationship is a shared kernel already")
    become_symmetric(draft, relationship, "SK")
