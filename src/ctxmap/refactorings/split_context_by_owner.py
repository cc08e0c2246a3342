"""Aggregates of different teams go to contexts of their own; the aggregates of the first team stay.

The Context Mapper tool calls the new contexts `NewBoundedContext1`; here they are called after the owners. Aggregates
without an owner stay.
"""

from __future__ import annotations

from ctxmap.model.elements import BoundedContext
from ctxmap.refactorings import refactoring
from ctxmap.refactorings._contexts import grouped, split
from ctxmap.refactorings._draft import Draft


@refactoring("Split {context} by the owners of its aggregates")
def make(draft: Draft, context: BoundedContext) -> None:
    """Split a context by the owners of its aggregates: one context for each team."""
    owned = [(each.owner.target or each.owner.name, each) for each in context.aggregates if each.owner]
    groups = grouped(owned)
    others = [each for each in context.aggregates if not each.owner]
    split(draft, context, [("", others), *groups] if others and len(groups) == 1 else groups, "have no two owners")
