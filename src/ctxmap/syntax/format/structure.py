"""Syntax tree → which tokens begin a member, a clause, or an element of a list. Nothing about lines or spaces."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum, auto

import msgspec

from ctxmap.syntax.format.words import Words
from ctxmap.syntax.tree import (
    Declaration,
    EnumValue,
    Feature,
    File,
    FlowStep,
    Member,
    Name,
    Operation,
    Property,
    Relationship,
    Setting,
    Step,
)

_FEATURE = "I want to"
_DEPTHS: Mapping[str, Mapping[str, int]] = {
    "consequences": {"good": 1, "bad": 1, "neutral": 1, "action": 2},
    "As a": {_FEATURE: 1},
}
"""How much deeper than a setting the members are that follow it and belong to its sentence."""


class Place(Enum):
    """Where a list stands, which decides how it is broken."""

    MEMBER = auto()
    """Behind the key of a member: `contains A, B`."""
    CLAUSE = auto()
    """Inside a member: `implements A, B`, `throws A, B`."""
    PARENTHESES = auto()
    """The parameters of an operation."""
    BODY = auto()
    """The values of an enum, which are members themselves."""


class List(msgspec.Struct, frozen=True, eq=False):
    """The tokens that begin the elements of a list, two or more."""

    elements: tuple[int, ...]
    place: Place
    is_long: bool = False
    """Whether its elements are texts or sentences, which are read best on lines of their own."""


class Structure(msgspec.Struct, frozen=True, eq=False):
    """The tokens that mean something for the layout."""

    members: set[int]
    documented: set[int]
    """The members that begin with a doc string."""
    clauses: set[int]
    lists: dict[int, List]
    """By the first token."""
    channel_colons: set[int]
    depths: dict[int, int]
    """The members that stand deeper than their body, and how much."""


def structure(file: File, words: Words) -> Structure:
    """The structure of a file without syntax errors."""
    walk = _Walk(words)
    walk.body(file.members)
    return walk.found


class _Walk:
    def __init__(self, words: Words) -> None:
        self.found = Structure(set(), set(), set(), {}, set(), {})
        self._keys = words.tokens.keys
        self._starts = words.tokens.starts
        self._number = {start: number for number, start in enumerate(words.tokens.starts)}

    def body(self, members: Sequence[Member]) -> None:
        self._runs(members)
        depth_of: Mapping[str, int] = {}
        for member in members:
            number = self._number[member.start]
            if not self._is_element(member, number):
                self.found.members.add(number)
            key = member.key.text if isinstance(member, Setting) else _FEATURE
            if key in depth_of:
                self.found.depths[number] = depth_of[key]
            elif isinstance(member, Setting):
                depth_of = _DEPTHS.get(key, {})
            if isinstance(member, Setting):
                self._setting(member, Place.MEMBER)
            else:
                self._member(member, number)

    def _is_element(self, member: Member, number: int) -> bool:
        """Whether a value of an enum or a feature of a use case belongs to the member before it."""
        before = self._keys[number - 1], self._keys[number - 2]
        is_first = isinstance(member, Feature) and "interactions" in (before[0], before[1] if before[0] == "=" else "")
        return is_first or (before[0] == "," and isinstance(member, EnumValue | Feature))

    def _member(self, member: Member, number: int) -> None:
        match member:
            case Declaration():
                self._documented(number, documented=member.doc is not None)
                self._clauses(clause for clause in member.head if clause.key.text not in ("abstract", "means"))
                self.body(member.members)
            case Relationship():
                self._documented(number, documented=member.doc is not None)
                self.body(member.members)
            case Property():
                self._documented(number, documented=member.doc is not None)
                self._clauses(member.options)
            case Operation():
                self._documented(number, documented=member.doc is not None)
                self._operation(member)
            case Step():
                self._documented(number, documented=member.doc is not None)
                self._clauses(member.options)
            case Feature():
                self._feature(member)
            case FlowStep():
                self._flow_step(member)
            case _:
                pass

    def _documented(self, number: int, *, documented: bool) -> None:
        if documented:
            self.found.documented.add(number)

    def _setting(self, setting: Setting, place: Place) -> None:
        values = [value for value in setting.values if value]
        for value in values:
            if isinstance(value, Name) and ":" in value.text:
                self._channel(value)
        self._list([value.start for value in values], place, is_long=any(not isinstance(v, Name) for v in values))

    def _list(self, starts: Sequence[int], place: Place, *, is_long: bool = False) -> None:
        numbers = tuple(self._number[start] for start in starts if start in self._number)
        if len(numbers) > 1 and all(self._keys[number - 1] == "," for number in numbers[1:]):
            self.found.lists[numbers[0]] = List(numbers, place, is_long)

    def _channel(self, name: Name) -> None:
        number = self._number[name.start]
        while self._starts[number] < name.end:
            if self._keys[number] == ":":
                self.found.channel_colons.add(number)
            number += 1

    def _clauses(self, settings: Iterable[Setting]) -> None:
        for setting in settings:
            self.found.clauses.add(self._number[setting.start])
            self._setting(setting, Place.CLAUSE)

    def _operation(self, operation: Operation) -> None:
        self._list([parameter.start for parameter in operation.parameters], Place.PARENTHESES)
        body = self._brace_behind(operation) if operation.keyword and operation.keyword.text == "Operation" else None
        self._clauses(option for option in operation.options if body is None or option.start < body)
        if body is not None:
            self.body([option for option in operation.options if option.start > body])
        if operation.access:
            self.found.clauses.add(self._number[operation.access.start] - 1)

    def _brace_behind(self, operation: Operation) -> int | None:
        number = self._number[operation.name.start]
        while self._starts[number] < operation.end:
            if self._keys[number] == "{":
                return self._starts[number]
            number += 1
        return None

    def _feature(self, feature: Feature) -> None:
        if feature.attributes:
            self.found.clauses.add(self._number[feature.attributes[0].start] - 2)  # `with its`
            self._list([attribute.start for attribute in feature.attributes], Place.CLAUSE)

    def _flow_step(self, step: FlowStep) -> None:
        behind = self._number[step.result_kind.start] - 1  # `emits event`, `triggers command`
        self.found.clauses.add(behind)
        if step.aggregate:
            self.found.clauses.add(self._number[step.aggregate.start] - 2)  # `delegates to`

    def _runs(self, members: Sequence[Member]) -> None:
        """The values of an enum and the features of a use case, which commas join."""
        run: list[Member] = []
        for member in members:
            joined = self._keys[self._number[member.start] - 1] == ","
            if run and not joined:
                self._run(run)
                run = []
            if joined or isinstance(member, EnumValue | Feature):
                run.append(member)
        self._run(run)

    def _run(self, run: Sequence[Member]) -> None:
        if len(run) > 1:
            is_enum = isinstance(run[0], EnumValue)
            is_long = not is_enum or any(isinstance(member, EnumValue) and member.doc for member in run)
            place = Place.BODY if is_enum else Place.MEMBER
            self._list([member.start for member in run], place, is_long=is_long)
