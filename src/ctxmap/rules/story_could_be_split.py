"""A user story with a single feature often hides others, such as changing or ending what it creates."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import Feature, Model, UserRequirement
from ctxmap.rules import finding, rule


@rule(Severity.INFO)
def check(model: Model) -> Iterator[Finding]:
    splits = {story.split_by.target for story in model.user_requirements if story.split_by}
    is_clear = not any(story.is_incomplete("split by") for story in model.user_requirements)
    for story in model.user_requirements if is_clear else ():
        is_split = story.split_by or story.qualified_name in splits
        if story.kind == "USER_STORY" and len(story.features) == 1 and not is_split:
            yield from _single(story, story.features[0])


def _single(story: UserRequirement, feature: Feature) -> Iterator[Finding]:
    if feature.verb and feature.entity:
        yield finding(
            feature,
            f'user story "{story.name}" has a single feature: {feature.verb} "{feature.entity}"',
            hint="ask what happens before and after it, and split the story by verb with `split by`",
        )
