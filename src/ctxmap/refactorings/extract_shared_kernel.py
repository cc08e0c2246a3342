"""The shared kernel becomes a context of its own, upstream of both; what is in it, a person has to move there."""

from __future__ import annotations

from typing import Annotated

from ctxmap.model.elements import Relationship
from ctxmap.refactorings import refactoring
from ctxmap.refactorings._draft import Draft
from ctxmap.refactorings._relationships import extract_common, require


@refactoring("Extract the shared kernel to a context")
def make(draft: Draft, relationship: Relationship, *, name: Annotated[str, "the name of the new context"] = "") -> None:
    """Extract a shared kernel to a new context, which is upstream of both."""
    require(relationship, "SHARED_KERNEL", "a shared kernel")
    left, right = (side.context for side in relationship.sides)
    extract_common(draft, relationship, name or f"{left}_{right}_SharedKernel", "SharedKernel")
