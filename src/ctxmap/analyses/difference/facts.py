"""What a model says of a thing itself: its attributes, in words, as far as they are no things of their own.

Attributes are found by walking the element, so a new word of the language is compared without a line here. Values read
as they are written in the language; names are told by `Names`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator

import msgspec

from ctxmap.analyses.difference.names import Names
from ctxmap.analyses.difference.things import values
from ctxmap.analyses.difference.written import WRITTEN
from ctxmap.model.elements import Async, Batch, BoundedContext, Element, Named, Relationship, Side, Sync

_NOT_SAID = frozenset({"at", "places", "incomplete", "name", "qualified_name", "id", "source", "is_whole"})
"""Where it stands, how it is known again, and what follows from both."""
_NAMES = frozenset(
    {"caller", "callee", "publisher", "consumer", "command_sender", "command_receiver", "aggregate", "domain"}
)
"""Attributes that hold a qualified name as a plain text."""
_IN_ORDER = frozenset({"steps", "parameters"})
"""Attributes whose order means something."""


class Fact(msgspec.Struct, frozen=True):
    """An attribute and its values, none of which is empty; there is at least one."""

    attribute: str
    values: tuple[str, ...]
    is_ordered: bool = False


def facts(element: Element, names: Names) -> Iterator[Fact]:
    """The facts about an element, attribute by attribute. That a context has an owner is said of the team."""
    if isinstance(element, Relationship):
        yield from _facts_of_relationship(element, names)
        return
    yield from _attributes(element, names, besides={"owner"} if isinstance(element, BoundedContext) else ())


def _facts_of_relationship(relationship: Relationship, names: Names) -> Iterator[Fact]:
    """Of equals it doesn't matter who stands on the left."""
    if relationship.name:
        yield Fact("name", (relationship.name,))
    if not relationship.is_symmetric:
        yield Fact("upstream", (names.told(relationship.upstream.context),))
    for side in relationship.sides:
        if side.roles:
            yield Fact(f"roles of {names.told(side.context)}", tuple(role.kind for role in side.roles))
    yield from _attributes(relationship, names)
    talks = (*relationship.syncs, *relationship.asyncs, *relationship.batches)
    if talks:
        yield Fact("communication", tuple(talk.kind for talk in talks))
    seen: Counter[str] = Counter()
    for talk in talks:
        seen[talk.kind] += 1
        number = f" {seen[talk.kind]}" if seen[talk.kind] > 1 else ""
        for fact in _attributes(talk, names, besides={"kind", *_implied(relationship, talk)}):
            yield Fact(f"{talk.kind.lower()}{number} {fact.attribute}", fact.values)


def _implied(relationship: Relationship, talk: Sync | Async | Batch) -> Iterator[str]:
    """Who talks to whom, as far as it follows from who is upstream, or nobody says anything."""
    if isinstance(talk, Async) and not talk.commands:
        yield from ("command_sender", "command_receiver")
    up, down = (side.context for side in relationship.sides)
    usual = {"caller": down, "callee": up, "publisher": up, "consumer": down}
    if not relationship.is_symmetric:
        yield from (attribute for attribute, name in usual.items() if getattr(talk, attribute, "") == name)


def _attributes(element: Element, names: Names, besides: Container[str] = ()) -> Iterator[Fact]:
    for attribute in element.__struct_fields__:
        if attribute not in _NOT_SAID and attribute not in besides:
            told = [_told(attribute, each, names) for each in values(element, attribute)]
            if said := tuple(text for text in told if text):
                yield Fact(_label(attribute), said, attribute in _IN_ORDER)


def _label(attribute: str) -> str:
    """`has_outbox` as `outbox`, `domain_vision_statement` as `domain vision statement`."""
    return attribute.removeprefix("is_").removeprefix("has_").replace("_", " ")


def _told(attribute: str, value: object, names: Names) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, str):
        return names.told(value) if value and attribute in _NAMES else value
    if isinstance(value, Named | Relationship | Side | Sync | Async | Batch) or not isinstance(value, Element):
        return ""
    write = WRITTEN.get(type(value))
    return write(value, names) if write else _sentence(value, names)


def _sentence(element: Element, names: Names) -> str:
    """What has no short form: its attributes in a row."""
    return ", ".join(f"{fact.attribute} {' + '.join(fact.values)}" for fact in _attributes(element, names))
