"""A user story that wants to do too much is split by what is done, as by the Context Mapper tool.

The new story has a sentence for each verb, and the old one says `split by` it.
"""

from __future__ import annotations

from typing import Annotated

from msgspec.structs import replace

from ctxmap.model.elements import UserRequirement
from ctxmap.refactorings import RefactoringError, refactoring
from ctxmap.refactorings._draft import Draft
from ctxmap.syntax.tree import Declaration
from ctxmap.text.source import Span
from ctxmap.writer import write
from ctxmap.writer.words import name


@refactoring("Split {story} by verbs")
def make(
    draft: Draft,
    story: UserRequirement,
    *,
    verbs: Annotated[str, "the verbs of the new story, with commas between"] = "create,read,update,delete",
) -> None:
    """Split a user story by verbs: a new story has one sentence for each."""
    if story.kind != "USER_STORY" or not story.features:
        raise RefactoringError(f'"{story.name}" is not a user story that says what somebody wants')
    if story.split_by:
        raise RefactoringError(f'"{story.name}" is split by "{story.split_by.name}" already')
    node = draft.node(story)
    assert isinstance(node, Declaration)
    assert node.name
    called = f"{story.name}_Split"
    features = tuple(replace(story.features[0], verb=each.strip()) for each in verbs.split(","))
    draft.replace(Span(story.at.path, node.name.end, node.name.end), f" split by {name(called)}")
    draft.write_behind(story, write(replace(story, name=called, qualified_name=called, features=features)).strip())
