"""User stories, use cases and stakeholders, as sentences."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.documents.links import Links
from ctxmap.documents.page import Block, Text, bullets, strong, table, text, words
from ctxmap.model.elements import Feature, Stakeholder, UserRequirement
from ctxmap.model.names import stakeholders_files, value_register_files


def requirements(links: Links) -> Iterator[Block]:
    """The requirements, then the stakeholders, each with their pictures; then the pictures of the values."""
    model = links.model
    yield from links.picture("use-cases.svg", "Actors, and what they want from the system")
    yield from bullets(_requirement(each) for each in model.user_requirements)
    rows = [row for group in model.stakeholders for each in group.stakeholders for row in _stakeholder(each, "")]
    yield from table(("Stakeholder", "Group", "Influence", "Interest", "Description"), rows)
    for file in stakeholders_files(model):
        yield from links.picture(f"stakeholders/{file}.svg", "Stakeholders by influence and interest")
    for register in model.value_registers:
        file = value_register_files(model)[register.qualified_name]
        yield from links.picture(f"values/{file}.svg", f"{register.title}: values, and what happens to them")


def _requirement(requirement: UserRequirement) -> Text:
    who = f"as {words(requirement.role)}, " if requirement.role else ""
    features = ", and ".join(words(_feature(feature)) for feature in requirement.features)
    what = f"I want to {features}" if features else ""
    why = f", so that {words(requirement.benefit)}" if requirement.benefit else ""
    story = f"{who}{what}{why}"
    return text(strong(words(requirement.title)), f": {story}" if story else "")


def _feature(feature: Feature) -> str:
    attributes = f" with its {', '.join(feature.attributes)}" if feature.attributes else ""
    container = f" for {feature.container}" if feature.container else ""
    return f"{feature.verb} {feature.entity}{attributes}{container}"


def _stakeholder(stakeholder: Stakeholder, group: str) -> Iterator[tuple[str, ...]]:
    if stakeholder.kind == "STAKEHOLDER":
        levels = (stakeholder.influence, stakeholder.interest)
        influence, interest = (words(level.lower().replace("_", " ")) for level in levels)
        yield words(stakeholder.title), words(group), influence, interest, words(stakeholder.description)
    for member in stakeholder.members:
        yield from _stakeholder(member, stakeholder.title)
