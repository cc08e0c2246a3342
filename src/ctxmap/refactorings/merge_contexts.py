"""The second context becomes part of the first one. Their relationships to each other go; all others follow.

As in the Context Mapper tool, attributes of the first one count, and lists are joined. Its texts are joined, too, where
that tool drops those of the second one.
"""

from __future__ import annotations

from ctxmap.model.elements import BoundedContext
from ctxmap.refactorings import RefactoringError, refactoring
from ctxmap.refactorings._draft import Draft
from ctxmap.refactorings._maps import each_once
from ctxmap.refactorings._merge import merge


@refactoring("Merge {second} into {first}")
def make(draft: Draft, first: BoundedContext, second: BoundedContext) -> None:
    """Merge two contexts: the second one becomes part of the first one."""
    if first.at == second.at:
        raise RefactoringError("a context can't be merged with itself")
    merge(draft, first, second)
    both = {first.qualified_name, second.qualified_name}
    for relationship in each_once(each for model in draft.models for each in model.relationships):
        if {side.context for side in relationship.sides} == both:
            draft.remove(relationship)
    draft.became[second.qualified_name] = first.qualified_name
