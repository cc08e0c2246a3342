"""Aggregates of the same use cases and user stories go to a context together; those of the first ones stay.

The Context Mapper tool calls the new contexts `NewBoundedContext1`; here they are called after their features.
"""

from __future__ import annotations

from ctxmap.model.elements import Aggregate, BoundedContext
from ctxmap.refactorings import refactoring
from ctxmap.refactorings._contexts import grouped, split
from ctxmap.refactorings._draft import Draft


@refactoring("Split {context} by use cases and user stories")
def make(draft: Draft, context: BoundedContext) -> None:
    """Split a context by features: aggregates of the same use cases and user stories stay together."""
    groups = grouped((_features(each), each) for each in context.aggregates)
    named = [(label or "Others", several) for label, several in groups]
    split(draft, context, named, "all belong to the same use cases and user stories")


def _features(aggregate: Aggregate) -> str:
    return "_".join(sorted(each.target or each.name for each in aggregate.user_requirements))
