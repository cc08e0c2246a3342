"""Members that are read apart from the text around them: in another body, or without a value that can be read."""

from __future__ import annotations

from typing import Any

import msgspec

from ctxmap.syntax.automaton import Lookahead
from ctxmap.syntax.driver import Driver
from ctxmap.syntax.lex import Tokens
from ctxmap.syntax.recovery.surroundings import Scope
from ctxmap.syntax.tree import Declaration, Member, Name, Relationship, Setting


class Moved:
    """The members of a text that were moved, by where the declaration begins that takes them (-1: the file)."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self._members: dict[int, list[Member]] = {}

    def read(self, scope: Scope, begin: int, end: int) -> None:
        """Read the tokens of a member, which are without mistakes, as one of the members of a body."""
        nothing: list[Any] = [None] * (len(scope.states) - 1)
        driver = Driver(self._tokens, begin, list(scope.states), nothing)
        for token in range(begin, end):
            driver.at = token
            driver.feed(token, Lookahead(driver.states).read_as(self._tokens.keys, token))
        driver.at = end
        key = Lookahead(driver.states).closing_key()
        if key and driver.reduce_for(key):
            owner = self._tokens.starts[scope.opened] if scope.opened >= 0 else -1
            self._members.setdefault(owner, []).append(driver.values[-1][-1])

    def state(self, scope: Scope, key: Name) -> None:
        """Say that an attribute is written in a body, and that its value can't be read."""
        setting = Setting(key, (), False, key.start, key.end)
        self._members.setdefault(self._tokens.starts[scope.opened], []).append(setting)

    def put_into(self, members: tuple[Member, ...]) -> tuple[Member, ...]:
        """The members of a file, with those that were moved."""
        if not self._members:
            return members
        return (*map(self._completed, members), *self._members.get(-1, ()))

    def _completed(self, member: Member) -> Member:
        if not isinstance(member, Declaration | Relationship):
            return member
        start = member.keyword.start if isinstance(member, Declaration) else member.start
        stated = {each.key.text for each in member.members if isinstance(each, Setting)}
        moved = [
            each
            for each in self._members.get(start, ())
            if not isinstance(each, Setting) or each.key.text not in stated
        ]
        return msgspec.structs.replace(member, members=(*map(self._completed, member.members), *moved))
