"""Files, declarations with their heads and bodies, relationships, enums."""

from __future__ import annotations

from typing import Any, Final, TypeGuard

import msgspec

from ctxmap.syntax.actions.values import is_list, start_of, string, word
from ctxmap.syntax.lex import Tokens
from ctxmap.syntax.tables import STRING
from ctxmap.syntax.tree import Declaration, EnumValue, Member, Name, Property, Relationship, Setting, Text, Value

EVERYDAY_KEYWORDS: Final = frozenset(
    {"Event", "Command", "Service", "Domain", "Resource", "Policy", "Term", "View", "Step", "Operation", "Application",
     "Flow", "Transaction", "Value", "Module", "Consumer", "Repository", "Trait"}
)  # fmt: skip
"""Keywords that are words of everyday names, too (`Domain Event Log`)."""


class Label(msgspec.Struct):
    """`-- "text"`, the label of the property before it."""

    text: Text
    start: int
    end: int


class Participants(msgspec.Struct):
    """The left context, the arrow and the right context; the brackets of the left and the right one."""

    words: list[Name]
    roles: list[tuple[Name, ...]]
    start: int


class Roles(msgspec.Struct):
    """A relationship's brackets."""

    names: tuple[Name, ...]
    start: int


def file(_: Tokens, v: list[Any], __: int) -> tuple[Member, ...]:
    return tuple(v[0]) if v else ()


def body(_: Tokens, v: list[Any], __: int) -> tuple[Member, ...]:
    return tuple(v[1]) if len(v) == 3 else ()


def declaration(t: Tokens, v: list[Any], end: int) -> Declaration:
    return _declaration(t, v, end, ())


def abstract_declaration(t: Tokens, v: list[Any], end: int) -> Declaration:
    abstract = word(t, v[0])
    return _declaration(t, v[1:], end, (Setting(abstract, (), False, abstract.start, abstract.end),))


nameless_declaration = declaration


def _declaration(t: Tokens, v: list[Any], end: int, head: tuple[Setting, ...]) -> Declaration:
    keyword = word(t, v[0])
    name: Name | None = None
    members: tuple[Member, ...] | None = None
    for part in v[1:]:
        if isinstance(part, int):
            name = word(t, part)
        elif is_body(part):
            members = part
        else:
            head += tuple(part) if is_list(part) else (part,)
    if (
        members is None
        and t.keys[end] in EVERYDAY_KEYWORDS
        and t.keys[end + 2 : end + 3] == ["{"]
        and keyword.text != t.keys[end]
    ):
        t.maybe_misread.append(end)
    start = head[0].start if head and head[0].start < keyword.start else keyword.start
    return Declaration(keyword, name, None, head, members or (), members is not None, start, t.ends[end - 1])


def is_body(part: object) -> TypeGuard[tuple[Member, ...]]:
    """Whether a value is what stands between braces."""
    return isinstance(part, tuple)


def documented(t: Tokens, v: list[Any], _: int) -> Any:
    doc = string(t, v[0])
    return msgspec.structs.replace(v[1], doc=doc, start=doc.start)


def object_body(_: Tokens, v: list[Any], __: int) -> tuple[Member, ...]:
    members: list[Member] = []
    for member in v[1] if len(v) == 3 else ():
        if isinstance(member, Label):
            _put_label(members, member)
        else:
            members.append(member)
    return tuple(members)


def _put_label(members: list[Member], label: Label) -> None:
    if members and isinstance(prop := members[-1], Property) and not prop.label:
        members[-1] = msgspec.structs.replace(prop, label=label.text, end=label.end)


def label(t: Tokens, v: list[Any], end: int) -> Label:
    if t.keys[end - 1] == STRING and t.keys[end + 1 : end + 2] == ["association"]:
        t.maybe_misread.append(end)
    return Label(string(t, v[1]), start_of(t, v[0]), t.ends[end - 1])


# ---- Enums ---------------------------------------------------------------------------------------------------------


def enum_body(_: Tokens, v: list[Any], __: int) -> tuple[Member, ...]:
    members: list[Member] = []
    for part in v[1:-1]:
        for member in part:
            members += member if isinstance(member, list) else (member,)
    return tuple(members)


def enum_value(t: Tokens, v: list[Any], end: int) -> EnumValue:
    name = word(t, v[0])
    parameters: tuple[Value, ...] = next((tuple(part) for part in v if is_list(part)), ())
    options = tuple(part for part in v if isinstance(part, Setting))
    return EnumValue(name, parameters, options, None, name.start, t.ends[end - 1])


# ---- Relationships -------------------------------------------------------------------------------------------------


def roles(t: Tokens, v: list[Any], _: int) -> Roles:
    return Roles(tuple(v[1]) if len(v) == 3 else (), start_of(t, v[0]))


def relationship(t: Tokens, v: list[Any], end: int) -> Relationship:
    sides: Participants = v[0]
    name: Name | None = None
    members: tuple[Member, ...] = ()
    for part in v[1:]:
        if isinstance(part, int):
            name = word(t, part)
        else:
            members = part
    left, arrow, right = sides.words
    left_roles, right_roles = sides.roles
    return Relationship(left, left_roles, arrow, right_roles, right, name, None, members, sides.start, t.ends[end - 1])


def participants(t: Tokens, v: list[Any], _: int) -> Participants:
    words: list[Name] = []
    sides: list[tuple[Name, ...]] = [(), ()]
    for part in v:
        if isinstance(part, Roles):
            sides[len(words) >= 2] = part.names
        else:
            words.append(word(t, part))
    start = v[0].start if isinstance(v[0], Roles) else words[0].start
    return Participants(words, sides, start)
