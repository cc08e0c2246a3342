"""Of several aggregates with an entity of the same name, each after the first one goes to a context of its own.

The Context Mapper tool moves the first one, to `SplitBoundedContext`; here the first one stays, and the contexts are
called after the aggregates.
"""

from __future__ import annotations

from ctxmap.model.elements import Aggregate, BoundedContext
from ctxmap.refactorings import RefactoringError, refactoring
from ctxmap.refactorings._contexts import extract
from ctxmap.refactorings._draft import Draft


@refactoring("Split {context} where entities have the same name")
def make(draft: Draft, context: BoundedContext) -> None:
    """Split a context in which two entities have the same name, because the name means two things."""
    seen = set[str]()
    going: list[Aggregate] = []
    for aggregate in context.aggregates:
        own = {each.name for each in aggregate.objects if each.kind == "ENTITY"}
        if own & seen:
            going.append(aggregate)
        seen |= own
    if not going:
        raise RefactoringError(f'no two aggregates of "{context.name}" have an entity of the same name')
    extract(draft, context, {f"{context.name}_{each.name}": [each] for each in going})
