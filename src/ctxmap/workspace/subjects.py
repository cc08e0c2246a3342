"""The subject of a place in a text, by its qualified name: `Order::Payment`, `Shop: Payment -> Cart`.

It identifies a finding when lines have moved, so it consists of names only: those of the declarations around the place,
found by descending the syntax tree. Names are joined as in the model (`model/elements/`); declarations that have no
name there are named as they are written. Knows nothing about findings.

======================================================  ==============================================================
place in                                                subject
======================================================  ==============================================================
a context's aggregate, module, operation, attribute     `Order::Payment`, `Order::core::Payment::place`
a map, a map without a name                             `Shop`, `ContextMap`
a relationship, written from either side                `Shop: Payment -> Cart`, `Shop: Cart <-> Order`
a relationship with a name                              `Shop: Payment -> Cart (Authorization)`
its `sync`                                              `Shop: Payment -> Cart sync`
a step of a transaction, of a flow                      `PlaceOrder::Order::place`, `Order::Placing::command Place`
outside any declaration (an import)                     ``
======================================================  ==============================================================
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from operator import attrgetter

from ctxmap.model.link.arrows import kind_of, sides_of
from ctxmap.syntax.tree import Declaration, Feature, File, FlowStep, Member, Name, Relationship, Setting, Step
from ctxmap.text.source import Span

_UNNAMED = frozenset({"Application"})
"""Their members belong to the enclosing declaration."""
_SYMMETRIC = frozenset({"PARTNERSHIP", "SHARED_KERNEL"})
_start = attrgetter("start")


def subject_at(files: Mapping[str, File], at: Span) -> str:
    """The qualified name of the subject of a place; `files` holds its file by path."""
    subject, joint = "", ""
    for member in _round(files[at.path].members, at.start):
        if isinstance(member, Relationship):
            subject, joint = f"{subject}: {_relationship(member)}", " "
        elif name := _name(member):
            subject, joint = f"{subject}{joint}{name}", "::"
    return subject


def _round(members: tuple[Member, ...], offset: int) -> Iterator[Member]:
    """The members around a character, from the outermost to the innermost."""
    while members:
        member = members[max(bisect_right(members, offset, key=_start) - 1, 0)]
        if not member.start <= offset < member.end:
            return
        yield member
        members = member.members if isinstance(member, Declaration | Relationship) else ()


def _name(member: Member) -> str:
    """What a member adds to the name of the enclosing declaration; nothing, if it is not a thing of its own."""
    if isinstance(member, Setting | Relationship):
        return ""
    if isinstance(member, Step):
        return member.operation.text
    if isinstance(member, FlowStep):
        return f"{member.kind.text} {' + '.join(each.text for each in member.subjects)}"
    if isinstance(member, Feature):
        verb = member.verb.text if isinstance(member.verb, Name) else member.verb.value
        return f"{verb} {member.entity.value}".rstrip()
    if member.name:
        return member.name.text
    return member.keyword.text if isinstance(member, Declaration) and member.keyword.text not in _UNNAMED else ""


def _relationship(member: Relationship) -> str:
    (upstream, _), (downstream, _) = sides_of(member)
    arrow = "<->" if kind_of(member) in _SYMMETRIC else "->"
    name = f" ({member.name.text})" if member.name else ""
    return f"{upstream.text} {arrow} {downstream.text}{name}"
