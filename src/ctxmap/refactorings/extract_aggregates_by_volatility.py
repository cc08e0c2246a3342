"""Aggregates that change as often as each other go to a context of their own, called as by the Context Mapper tool."""

from __future__ import annotations

from typing import Annotated, Literal

from ctxmap.model.elements import BoundedContext
from ctxmap.refactorings import RefactoringError, refactoring
from ctxmap.refactorings._contexts import extract
from ctxmap.refactorings._draft import Draft


@refactoring("Extract the aggregates of {context} that often change")
def make(
    draft: Draft,
    context: BoundedContext,
    *,
    volatility: Annotated[Literal["OFTEN", "NORMAL", "RARELY"], "how often the aggregates change"] = "OFTEN",
    name: Annotated[str, "the name of the new context"] = "",
) -> None:
    """Extract the aggregates of one volatility (likelihoodForChange) to a new context."""
    going = [each for each in context.aggregates if each.structural_volatility == volatility]
    if not going:
        raise RefactoringError(f'no aggregate of "{context.name}" has likelihoodForChange = {volatility}')
    extract(draft, context, {name or f"{context.name}_Volatility_{volatility}": going})
