"""Chosen aggregates go to a new context (the Context Mapper tool: extract aggregates by cohesion)."""

from __future__ import annotations

from typing import Annotated

from ctxmap.model.elements import Aggregate, BoundedContext
from ctxmap.refactorings import RefactoringError, refactoring
from ctxmap.refactorings._contexts import extract
from ctxmap.refactorings._draft import Draft


@refactoring("Extract {aggregates} to a new context")
def make(
    draft: Draft,
    aggregates: tuple[Aggregate, ...],
    *,
    name: Annotated[str, "the name of the new context"] = "",
) -> None:
    """Extract aggregates of a context to a new one, because they belong together."""
    homes = {each.qualified_name.partition("::")[0] for each in aggregates}
    contexts = {each.qualified_name: each for model in draft.models for each in model.contexts}
    if len(homes) != 1 or not homes <= contexts.keys():
        raise RefactoringError(
            "the aggregates stand in different contexts; merge these, or extract one after the other"
        )
    context: BoundedContext = contexts[homes.pop()]
    extract(draft, context, {name or f"{context.name}_{aggregates[0].name}": aggregates})
