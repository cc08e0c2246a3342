"""The three ways out of a partnership that is too much work: the modes of the Context Mapper tool."""

from __future__ import annotations

from typing import Annotated, Literal

from ctxmap.model.elements import BoundedContext, Relationship
from ctxmap.refactorings import merge_contexts, refactoring
from ctxmap.refactorings._draft import Draft
from ctxmap.refactorings._maps import each_once
from ctxmap.refactorings._relationships import become_directed, extract_common, require


@refactoring("Replace the partnership by upstream-downstream")
def make(
    draft: Draft,
    relationship: Relationship,
    *,
    by: Annotated[
        Literal["upstream-downstream", "merge", "extract"],
        "make one side upstream, merge the contexts, or extract what they have in common",
    ] = "upstream-downstream",
    upstream: Annotated[BoundedContext | None, "which side becomes upstream"] = None,
    name: Annotated[str, "the name of the new context"] = "",
) -> None:
    """Suspend a partnership: by making one side upstream, by merging, or by extracting what is common."""
    require(relationship, "PARTNERSHIP", "a partnership")
    left, right = (side.context for side in relationship.sides)
    if by == "upstream-downstream":
        become_directed(draft, relationship, upstream)
    elif by == "extract":
        extract_common(draft, relationship, name or f"{left}_{right}_Partnership", "Partnership")
    else:
        contexts = each_once(each for model in draft.models for each in model.contexts)
        first, second = (next(each for each in contexts if each.qualified_name == side) for side in (left, right))
        merge_contexts.make.make(draft, first, second)
