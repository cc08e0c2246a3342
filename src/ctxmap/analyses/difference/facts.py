"""What a model says of a thing itself: its attributes, in words, as far as they are no things of their own.

Attributes are found by walking the element, so a new word of the language is compared without a line here. Values read
as they are written in the language, and have a meaning, in which `2 s` and `2000 ms` are the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Sequence
from typing import TypeVar

import msgspec

from ctxmap.analyses.difference.names import NONE, Names, Renames
from ctxmap.analyses.difference.things import values
from ctxmap.analyses.difference.written import WRITTEN
from ctxmap.model.elements import Async, Batch, BoundedContext, Element, Named, Reference, Relationship, Side, Sync
from ctxmap.vocabulary import SYMMETRIC_ROLES

Talk = TypeVar("Talk", Sync, Async, Batch)
_NOT_SAID = frozenset({"at", "places", "incomplete", "name", "qualified_name", "id", "source", "is_whole"})
"""Where it stands, how it is known again, and what follows from both."""
_NAMES = frozenset(
    {"caller", "callee", "publisher", "consumer", "command_sender", "command_receiver", "aggregate", "domain"}
)
"""Attributes that hold a qualified name as a plain text."""
_IN_ORDER = frozenset({"steps", "parameters"})
"""Attributes whose order means something."""


_NOTHING = frozenset({"UNDEFINED", "0"})
"""Values that say as little as no value."""
_INFLUENCE = frozenset({"U", "D", "S", "C", *SYMMETRIC_ROLES})
"""Roles that only say what the kind of the relationship and its arrow say."""


class Fact(msgspec.Struct, frozen=True):
    """An attribute and its values as the author wrote them, none of which is empty; there is at least one.

    `meanings` are the same values for comparing: canonical, by the names of today, "" for what holds anyway.
    """

    attribute: str
    values: tuple[str, ...]
    meanings: tuple[str, ...] = ()
    is_ordered: bool = False


def facts(element: Element, home: str, renamed: Renames = NONE) -> Iterator[Fact]:
    """The facts about an element, attribute by attribute. That a context has an owner is said of the team.

    `home` is the context in which the element stands. Attributes go by the names of today, as meanings do.
    """
    names = Names(home, renamed, is_canonical=True)
    if isinstance(element, Relationship):
        yield from _facts_of_relationship(element, names)
        return
    yield from _attributes(element, names, besides={"owner"} if isinstance(element, BoundedContext) else ())


def _facts_of_relationship(relationship: Relationship, names: Names) -> Iterator[Fact]:
    """Of equals it doesn't matter who stands on the left."""
    if relationship.name:
        yield Fact("name", (relationship.name,), (relationship.name,))
    if not relationship.is_symmetric:
        upstream = relationship.upstream.context
        yield Fact("upstream", (Names(names.home).told(upstream),), (names.told(upstream),))
    for side in relationship.sides:
        if roles := tuple(role.kind for role in side.roles if role.kind not in _INFLUENCE):
            yield Fact(f"roles of {names.told(side.context)}", roles, roles)
    yield from _attributes(relationship, names)
    talks = [*_in_order(relationship.syncs), *_in_order(relationship.asyncs), *_in_order(relationship.batches)]
    if talks:
        kinds = tuple(talk.kind for talk in talks)
        yield Fact("communication", kinds, kinds)
    seen: Counter[str] = Counter()
    for talk in talks:
        seen[talk.kind] += 1
        number = f" {seen[talk.kind]}" if seen[talk.kind] > 1 else ""
        for fact in _attributes(talk, names, besides={"kind", *_implied(relationship, talk)}):
            yield Fact(f"{talk.kind.lower()}{number} {fact.attribute}", fact.values, fact.meanings)


def _in_order(talks: Sequence[Talk]) -> list[Talk]:
    """Blocks of one kind by what is said in them, since their order in the text means nothing."""
    return sorted(talks, key=lambda talk: sorted(reference.name for reference in _subjects(talk)))


def _subjects(talk: Sync | Async | Batch) -> Iterator[Reference]:
    if isinstance(talk, Sync):
        return iter(talk.operations)
    return iter(talk.data if isinstance(talk, Batch) else (*talk.events, *talk.commands))


def _implied(relationship: Relationship, talk: Sync | Async | Batch) -> Iterator[str]:
    """Who talks to whom, as far as it follows from who is upstream, or nobody says anything."""
    if isinstance(talk, Async) and not talk.commands:
        yield from ("command_sender", "command_receiver")
    up, down = (side.context for side in relationship.sides)
    usual = {"caller": down, "callee": up, "publisher": up, "consumer": down}
    if not relationship.is_symmetric:
        yield from (attribute for attribute, name in usual.items() if getattr(talk, attribute, "") == name)


def _attributes(element: Element, names: Names, besides: Container[str] = ()) -> Iterator[Fact]:
    written = Names(names.home)
    for attribute in element.__struct_fields__:
        if attribute in _NOT_SAID or attribute in besides:
            continue
        said = [each for each in values(element, attribute) if _told(attribute, each, written)]
        if said:
            yield Fact(
                _label(attribute),
                tuple(_told(attribute, each, written) for each in said),
                tuple(_meant(attribute, each, names) for each in said),
                attribute in _IN_ORDER,
            )


def _label(attribute: str) -> str:
    """`has_outbox` as `outbox`, `domain_vision_statement` as `domain vision statement`."""
    return attribute.removeprefix("is_").removeprefix("has_").replace("_", " ")


def _meant(attribute: str, value: object, names: Names) -> str:
    meaning = _told(attribute, value, names)
    return "" if meaning in _NOTHING or (attribute, meaning) == ("visibility", "public") else meaning


def _told(attribute: str, value: object, names: Names) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return names.told(value) if value and attribute in _NAMES else value
    if isinstance(value, Named | Relationship | Side | Sync | Async | Batch) or not isinstance(value, Element):
        return ""
    write = WRITTEN.get(type(value))
    return write(value, names) if write else _sentence(value, names)


def _sentence(element: Element, names: Names) -> str:
    """What has no short form: its attributes in a row."""
    told = ((fact, fact.meanings if names.is_canonical else fact.values) for fact in _attributes(element, names))
    return ", ".join(f"{fact.attribute} {' + '.join(words)}" for fact, words in told if any(words))
