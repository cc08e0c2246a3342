"""Where a file departs from the Context Mapper Language as the Context Mapper tool reads it.

It looks at the syntax tree: additions of ctxmap, members in an order that the published grammar doesn't have, an `=`
that it needs, and names that it can't read. It says nothing of mistakes that ctxmap reports too, and does not replace
that tool's own check.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from ctxmap.analyses.plain_cml.bodies import (
    ABSTRACT,
    ADDED_EVERYWHERE,
    ADDED_VALUES,
    DOCUMENTED,
    OPERATION_OPTIONS,
    SAME_KINDS,
    WITH_EQUALS,
    WITHOUT_ACCESS,
    WITHOUT_EQUALS,
    places,
    reserved_words,
)
from ctxmap.analyses.plain_cml.order import misplaced
from ctxmap.analyses.plain_cml.relationships import is_symmetric, wrong_roles
from ctxmap.syntax.tree import (
    Declaration,
    EnumValue,
    Feature,
    File,
    FlowStep,
    Member,
    Name,
    Operation,
    Parameter,
    Property,
    Relationship,
    Setting,
    Step,
    Text,
)
from ctxmap.text.source import Span

_PLAIN_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_TOOL = "the Context Mapper tool"
_LEAVE_OUT = "leave it out, or move it to a file that only ctxmap reads"
_PROPERTY_KINDS = {"-": "reference", "reference": "reference", "--": "association", "association": "association"}


class Departure(msgspec.Struct, frozen=True):
    """A place that the Context Mapper tool does not read, what it is, and what to do."""

    at: Span
    message: str
    hint: str


def departures(file: File) -> Iterator[Departure]:
    """All departures of a file from plain CML, each addition once: nothing inside an addition is listed."""
    return _Walk(file).body("file", file.members)


class _Walk:
    """The text and the words that all steps of the walk through a tree need."""

    def __init__(self, file: File) -> None:
        self._file = file
        self._text = file.source.text
        self._reserved = reserved_words()
        self._foreign = set[str]()
        """The names with other letters that were reported: once is enough."""

    def body(self, owner: str, members: Sequence[Member]) -> Iterator[Departure]:
        """The departures in a body; `owner` is the keyword before it, or `file`."""
        known = places(owner)
        read: list[Member] = []
        for member in members:
            kind = _kind(member)
            if kind in ADDED_EVERYWHERE or (known is not None and kind not in known):
                yield self._addition(_head(member), f'"{_shown(member)}"{_IN.get(owner, f" in {owner}")}')
            else:
                read.append(member)
                yield from self._member(owner, member)
        for at, wrong in misplaced([_kind(member) for member in read], known) if known else ():
            yield self._departure(_head(read[at]), f"{_TOOL} reads {wrong}", "move it")

    def _member(self, owner: str, member: Member) -> Iterator[Departure]:
        match member:
            case Declaration():
                yield from self._declaration(owner, member)
            case Relationship():
                yield from self._relationship(member)
            case Setting():
                yield from self._setting(owner, member)
            case Operation():
                yield from self._operation(owner, member)
            case Property():
                yield from self._name(member.name)
                yield from self._options(member.options, None)
            case EnumValue():
                yield from self._name(member.name)
                yield from self._options(member.options, set())
            case Step() | FlowStep() | Feature():
                pass

    def _declaration(self, owner: str, declaration: Declaration) -> Iterator[Departure]:
        keyword = declaration.keyword.text
        if declaration.doc and keyword not in DOCUMENTED:
            yield self._addition(declaration.doc, f'a doc string before "{keyword}"', "make it a comment")
        for clause in declaration.head:
            key = clause.key.text
            if key in ("abstract", "extends") and keyword not in ABSTRACT:
                yield self._addition(clause.key, f'"{key}" at "{keyword}"')
            yield from self._setting(keyword, clause)
        is_reference = owner in ("Value", "ValueCluster") and keyword in ("Stakeholder", "Stakeholders")
        if not is_reference:
            yield from self._name(declaration.name)
        yield from self.body(keyword, declaration.members)

    def _relationship(self, relationship: Relationship) -> Iterator[Departure]:
        if relationship.doc:
            yield self._addition(relationship.doc, "a doc string before a relationship", "make it a comment")
        for role, wrong, hint in wrong_roles(relationship):
            yield self._departure(
                role, f"{_TOOL} reads {wrong}" if " only " in wrong else f"{_TOOL} does not read {wrong}", hint
            )
        yield from self._name(relationship.name)
        for side in (relationship.left, relationship.right):
            yield from self._reference(side)
        owner = "symmetric relationship" if is_symmetric(relationship) else "relationship"
        yield from self.body(owner, relationship.members)

    def _setting(self, owner: str, setting: Setting) -> Iterator[Departure]:
        key = setting.key.text
        values = [value for value in setting.values if value]
        added = ADDED_VALUES.get((owner, key), set[str]())
        for value in values:
            if isinstance(value, Name) and value.text in added:
                yield self._addition(value, f'"{key} = {value.text}"')
            elif isinstance(value, Name):
                yield from self._reference(value)
        if values:
            has_equals = "=" in self._text[setting.key.end : values[0].start]
            if key in WITH_EQUALS and not has_equals:
                yield self._departure(setting.key, f'{_TOOL} needs a "=" behind "{key}"', f'write "{key} = …"')
            if key in WITHOUT_EQUALS and has_equals:
                yield self._departure(setting.key, f'{_TOOL} reads "{key}" only without "="', 'remove the "="')
        written = self._text[setting.key.start : setting.key.end]
        if re.search(r"\s\s|[^\S ]", written):
            yield self._departure(
                setting.key, f'{_TOOL} reads "{key}" only with one space between the words', "remove the others"
            )

    def _operation(self, owner: str, operation: Operation) -> Iterator[Departure]:
        yield from self._name(operation.name)
        for parameter in operation.parameters:
            yield from self._parameter(parameter)
        yield from self._options(operation.options, OPERATION_OPTIONS.get(owner, set()))
        if operation.access and owner in WITHOUT_ACCESS:
            yield self._addition(operation.access, f'"{operation.access.text}" at an operation of a "{owner}"')

    def _parameter(self, parameter: Parameter) -> Iterator[Departure]:
        return self._name(parameter.name)

    def _options(self, options: Sequence[Setting], known: set[str] | None) -> Iterator[Departure]:
        for option in options:
            key = option.key.text
            if key in ADDED_EVERYWHERE or (known is not None and key not in known):
                yield self._addition(option.key, f'"{key}" here')
            elif key != "throws":  # what it names need not be declared
                yield from self._setting("", option)

    def _name(self, name: Name | None) -> Iterator[Departure]:
        if not name:
            return
        yield from self._reference(name)
        if name.text in self._reserved and self._text[name.start] != "^":
            yield self._departure(
                name,
                f'"{name.text}" is a keyword for {_TOOL}',
                f"write `^{name.text}`, here and where it is referred to",
            )

    def _reference(self, name: Name) -> Iterator[Departure]:
        if "::" in name.text:
            yield self._addition(name, f'the qualified name "{name.text}"', "rename one of the elements")
        elif any(part and not _PLAIN_NAME.fullmatch(part) for part in re.split(r"[./:]", name.text)):
            if name.text in self._foreign or not name.text[:1].isalpha():  # a number is not a name
                return
            self._foreign.add(name.text)
            message = f'{_TOOL} reads only A to Z, a to z, digits and "_" in names, unlike in "{name.text}"'
            yield self._departure(name, message, "rename it, and give it a `displayName` only in files for ctxmap")

    def _addition(self, at: Member | Name | Text, what: str, hint: str = _LEAVE_OUT) -> Departure:
        return self._departure(at, f"{_TOOL} does not know {what}", hint)

    def _departure(self, at: Member | Name | Text, message: str, hint: str) -> Departure:
        return Departure(self._file.span(at), message, hint)


_IN = {"file": "", "symmetric relationship": " in a partnership or shared kernel", "relationship": " in a relationship"}


def _kind(member: Member) -> str:
    match member:
        case Declaration():
            return SAME_KINDS.get(member.keyword.text, member.keyword.text)
        case Setting():
            return SAME_KINDS.get(member.key.text, member.key.text)
        case Property():
            return _PROPERTY_KINDS[member.marker.text] if member.marker else "attribute"
        case Operation():
            return "Operation" if member.keyword and member.keyword.text == "Operation" else "operation"
        case Relationship() | EnumValue() | Step() | FlowStep() | Feature():
            return _KINDS[type(member)]


_KINDS = {Relationship: "relationship", EnumValue: "value", Step: "step", FlowStep: "flow step", Feature: "feature"}


def _head(member: Member) -> Member | Name:
    """What to underline: a body would be too much."""
    match member:
        case Declaration():
            return member.keyword
        case Setting():
            return member.key
        case Property() | Operation() | EnumValue():
            return member.name or member
        case Relationship():
            return member.left
        case Step():
            return member.operation
        case FlowStep() | Feature():
            return member


def _shown(member: Member) -> str:
    """An addition as it is written."""
    match member:
        case Declaration():
            return member.keyword.text
        case Setting():
            return member.key.text
        case _:
            return _kind(member)
