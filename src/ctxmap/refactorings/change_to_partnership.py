"""A relationship of any other kind becomes a partnership: both sides plan together from now on."""

from __future__ import annotations

from ctxmap.model.elements import Relationship
from ctxmap.refactorings import RefactoringError, refactoring
from ctxmap.refactorings._draft import Draft
from ctxmap.refactorings._relationships import become_symmetric


@refactoring("Change to a partnership")
def make(draft: Draft, relationship: Relationship) -> None:
    """Change a shared kernel, or another relationship, to a partnership."""
    if relationship.kind == "PARTNERSHIP":
        raise RefactoringError("the relationship is a partnership already")
    become_symmetric(draft, relationship, "P")
