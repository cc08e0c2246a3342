"""The second aggregate becomes part of the first one, whose root stays the root.

Attributes of the first one count; those that only the second one has are added, and lists are joined.
"""

from __future__ import annotations

from ctxmap.model.elements import Aggregate
from ctxmap.refactorings import RefactoringError, refactoring
from ctxmap.refactorings._draft import Draft
from ctxmap.refactorings._merge import merge


@refactoring("Merge {second} into {first}")
def make(draft: Draft, first: Aggregate, second: Aggregate) -> None:
    """Merge two aggregates: the second one becomes part of the first one."""
    if first.at == second.at:
        raise RefactoringError("an aggregate can't be merged with itself")
    if first.root:
        for root in second.roots:
            if flag := draft.setting(root, "aggregateRoot"):
                draft.take_out(draft.block_of(flag, root.at.path))
    merge(draft, first, second)
    draft.became[second.qualified_name] = first.qualified_name
