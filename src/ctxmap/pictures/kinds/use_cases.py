"""Who wants what from the system: actors, their use cases and user stories: `use-cases.svg`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ctxmap.drawing.diagram import Card, Connector, Diagram, Entry, Field, LineSample, Note
from ctxmap.model.elements import Feature, UserRequirement
from ctxmap.pictures.kinds import Picture
from ctxmap.pictures.scene import Scene
from ctxmap.pictures.words import Words


def pictures(scene: Scene) -> Iterator[Picture]:
    """One picture, where a requirement has an actor."""
    requirements = scene.model.user_requirements
    if any(each.role or each.secondary_actors for each in requirements):
        yield Picture("use-cases", _diagram(scene, requirements))


def _diagram(scene: Scene, requirements: Sequence[UserRequirement]) -> Diagram:
    words = scene.words
    actors = dict.fromkeys(actor for each in requirements for actor in (each.role, *each.secondary_actors) if actor)
    ids = {actor: f"actor-{actor}" for actor in actors}
    scopes = dict.fromkeys(each.scope for each in requirements if each.scope)
    takes_part = any(each.secondary_actors for each in requirements)
    return Diagram(
        title=words.use_cases_title,
        subtitle=words.use_cases_told,
        cards=(
            *(Card(id=id_, title=actor, sign="person", tone="area") for actor, id_ in ids.items()),
            *(_card(words, each) for each in requirements),
        ),
        connectors=tuple(line for each in requirements for line in _lines(words, each, ids)),
        fields=tuple(
            Field(
                id=f"scope-{scope}",
                title=scope,
                cards=tuple(_id(each) for each in requirements if each.scope == scope),
            )
            for scope in scopes
        ),
        legend=(Entry(LineSample("plain"), words.takes_part),) if takes_part else (),
        direction="LEFT_TO_RIGHT",
    )


def _card(words: Words, requirement: UserRequirement) -> Card:
    kind = words.use_case if requirement.kind == "USE_CASE" else words.user_story
    return Card(
        id=_id(requirement),
        title=requirement.title,
        subtitle=" · ".join(part for part in (kind, requirement.level) if part),
        blocks=(tuple(_feature(words, each) for each in requirement.features),) if requirement.features else (),
        tooltip="\n".join(part for part in (requirement.doc, requirement.benefit) if part),
    )


def _lines(words: Words, requirement: UserRequirement, actors: dict[str, str]) -> Iterator[Connector]:
    """From the actor to the requirement, from it to those who only take part, and to what it is split from."""
    id_ = _id(requirement)
    if requirement.role:
        yield _line(actors[requirement.role], id_, requirement.role, requirement.title)
    for actor in requirement.secondary_actors:
        if actor != requirement.role:
            yield _line(id_, actors[actor], requirement.title, actor)
    if requirement.split_by and requirement.split_by.target:
        whole = f"requirement-{requirement.split_by.target}"
        yield _line(whole, id_, requirement.split_by.name, requirement.title, words.part_of)


def _line(tail: str, head: str, one: str, other: str, text: str = "") -> Connector:
    notes = (Note(text),) if text else ()
    return Connector(id=f"{tail}-to-{head}", tail=tail, head=head, notes=notes, title=f"{one} → {other}")


def _id(requirement: UserRequirement) -> str:
    return f"requirement-{requirement.qualified_name}"


def _feature(words: Words, feature: Feature) -> str:
    return f"{words.verbs.get(feature.verb, feature.verb)} {feature.entity}"
