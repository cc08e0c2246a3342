"""Text → its parts, and what each one is: a comment, the keyword of a declaration, a role, …

The words of the language are names wherever the grammar doesn't expect them, so the parser's automaton decides here
too. It runs without building a tree, and goes on after a mistake. A fragment, such as an aggregate or a single
relationship in a document, is read as if it stood in the body that it belongs to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cache
from itertools import chain
from typing import Final

import msgspec

from ctxmap.syntax.automaton import Lookahead, automaton, declaring_keywords
from ctxmap.syntax.lex import Tokens, tokenize
from ctxmap.syntax.tables import (
    CONTESTED,
    DOTTED,
    END,
    NAME,
    NUMBER,
    QUALIFIED,
    SLASHED,
    STRING,
    UNKNOWN,
    keyword_entry,
)
from ctxmap.vocabulary import ACCESS_WORDS, HTTP_METHODS, ROLES, SETTINGS, VISIBILITIES


class Kind(StrEnum):
    """What a part of a text is."""

    COMMENT = "comment"
    STRING = "string"
    NUMBER = "number"
    DECLARATION = "declaration"
    """The keyword before a declared name, or of a block: `Aggregate`, `sync`."""
    DECLARED = "declared"
    """The name in a declaration."""
    KEY = "key"
    """The keyword that begins any other member: `type`, `contains`, `outbox`."""
    KEYWORD = "keyword"
    """A keyword elsewhere: `implements`, `key`, `emits`."""
    VALUE = "value"
    """A value of an enumeration: `TO_BE`, `POST`, `read-only`."""
    ROLE = "role"
    """The role of a side: `OHS`."""
    ARROW = "arrow"
    """What joins two sides or steps: `->`, `Partnership`."""
    TYPE = "type"
    """The type of an attribute or parameter, and what an operation returns."""
    OPERATION = "operation"
    """The name of an operation where it is declared."""
    NAME = "name"
    """Any other name."""
    MARK = "mark"
    """A bracket, a comma, and the like."""
    UNKNOWN = "unknown"
    """A character that the language doesn't use."""


class Part(msgspec.Struct, frozen=True, gc=False):
    """A part of a text, from `start` to before `end`. What lies between two parts is blank."""

    start: int
    end: int
    kind: Kind


ARROWS: Final = ("->", "<-", "<->", "=>", "--")
ARROW_WORDS: Final = (
    "Upstream-Downstream",
    "Downstream-Upstream",
    "Customer-Supplier",
    "Supplier-Customer",
    "Partnership",
    "Shared-Kernel",
)
BLOCKS: Final = ("sync", "async", "batch")
"""Declarations without a name."""
CLAUSE_VALUES: Final = frozenset((*HTTP_METHODS, *VISIBILITIES))
"""Values that are keywords to the grammar."""

_VALUES: Final = frozenset(chain.from_iterable(chain.from_iterable(each.values() for each in SETTINGS.values())))
_VALUE_KEYS: Final = frozenset(chain.from_iterable(SETTINGS.values()))
_NAMES: Final = (NAME, DOTTED, QUALIFIED, SLASHED)
_FIXED: Final = {STRING: Kind.STRING, NUMBER: Kind.NUMBER, UNKNOWN: Kind.UNKNOWN}
_ENDS_OF_MEMBERS: Final = ("{", "}", ";")
_FRAGMENTS: Final = (
    "",
    "ContextMap {",
    "ContextMap { A -> B {",
    "ContextMap { A -> B { sync {",
    "ContextMap { A -> B { async {",
    "ContextMap { A -> B { batch {",
    "BoundedContext A {",
    "BoundedContext A { Aggregate A {",
    "BoundedContext A { Application {",
    "BoundedContext A { Application { Flow A {",
    "BoundedContext A { Application { Coordination A {",
    "BoundedContext A { Policy A {",
    "Domain A {",
    "Domain A { Subdomain A {",
    "Transaction A {",
    "Deployable A {",
    "View A {",
    "UseCase A {",
    "UserStory A {",
    "Stakeholders {",
    "Stakeholders { Stakeholder A {",
    "ValueRegister A {",
    "ValueRegister A { Value A {",
    "BoundedContext A { Aggregate A { Entity A {",
    "BoundedContext A { Aggregate A { Service A {",
    "BoundedContext A { Aggregate A { enum A {",
)
"""What a fragment may stand behind. The first that lets the most of it be read is taken; the last
three read any word as a type."""
_FAR: Final = 16
"""How many tokens decide this."""


def parts(text: str) -> Iterator[Part]:
    """The parts of a text in their order. Takes linear time, whatever the text."""
    tokens = tokenize(text, automaton().keywords)
    comments = iter(tokens.comments)
    comment = next(comments, None)
    for start, end, kind in zip(tokens.starts, tokens.ends, _kinds(text, tokens), strict=False):
        while comment and comment.start < start:
            yield Part(comment.start, comment.end, Kind.COMMENT)
            comment = next(comments, None)
        if end > start:
            yield Part(start, end, kind)


class _Read(msgspec.Struct, frozen=True, gc=False):
    """How a token is read: as its own key or as a name, and whether it begins a member."""

    key: str
    begins: bool


def _kinds(text: str, tokens: Tokens) -> Iterator[Kind]:
    read = [*_read(text, tokens), _Read(END, begins=True)]
    bracket = ""
    for at, key in enumerate(tokens.keys):
        if key in ("[", "]"):
            bracket = key
        if key in _FIXED:
            yield _FIXED[key]
        elif key in ARROWS:
            yield Kind.ARROW
        elif read[at].key in _NAMES:
            yield _kind_of_name(tokens, read, at, is_in_brackets=bracket == "[")
        elif key[0].isalpha():
            yield _kind_of_keyword(read, at)
        else:
            yield Kind.MARK


def _kind_of_keyword(read: Sequence[_Read], at: int) -> Kind:
    key = read[at].key
    if key in ARROW_WORDS:
        return Kind.ARROW
    if key in declaring_words():
        return Kind.DECLARATION
    is_access = key in ACCESS_WORDS and read[at - 1].key == ":"
    if is_access or key in _VALUES or (key in CLAUSE_VALUES and read[at + 1].key != "="):
        return Kind.VALUE
    return Kind.KEY if read[at].begins else Kind.KEYWORD


def _kind_of_name(tokens: Tokens, read: Sequence[_Read], at: int, *, is_in_brackets: bool) -> Kind:
    word, before, after = tokens.texts[at], read[at - 1].key if at else "", read[at + 1]
    if is_in_brackets:
        return Kind.ROLE if word in ROLES else Kind.NAME
    if word in _VALUES and (read[at - 2].key if before == "=" else before) in _VALUE_KEYS:
        return Kind.VALUE
    if before in declaring_words():
        return Kind.DECLARED
    if after.key == "(":
        return Kind.OPERATION
    if before == "<" or after.key in ("<", ">") or (after.key in _NAMES and not after.begins):
        return Kind.TYPE
    return Kind.NAME


@cache
def declaring_words() -> frozenset[str]:
    """The keywords of declarations and blocks."""
    named = (key for key in declaring_keywords() if key[0].isupper() and key != "Step")
    return frozenset((*named, "Repository", "enum", *BLOCKS))


def _read(text: str, tokens: Tokens) -> Iterator[_Read]:
    keys = tokens.keys
    states = _fitting([0], keys, 0)
    for at, key in enumerate(keys):
        read = _shift(states, keys, at)
        if read is None and _may_begin_member(text, tokens, at):
            states = _fitting(states, keys, at)
            read = _shift(states, keys, at)
        yield read or _Read(NAME if key in automaton().keywords else key, begins=False)


def _may_begin_member(text: str, tokens: Tokens, at: int) -> bool:
    return at == 0 or tokens.keys[at - 1] in _ENDS_OF_MEMBERS or "\n" in text[tokens.ends[at - 1] : tokens.starts[at]]


def _fitting(states: list[int], keys: Sequence[str], at: int) -> list[int]:
    """The parser's stack on which the most of what follows can be read: the current one, or a fragment's."""
    following = keys[at : at + _FAR]
    if END in following:
        following = following[: following.index(END)]
    best, most = states, -1
    for stack in (states, *_stacks()):
        reached = Lookahead(stack).advance(following)
        if reached > most:
            best, most = stack, reached
    return best.copy()


@cache
def _stacks() -> tuple[list[int], ...]:
    """The parser's stacks behind the beginnings of `_FRAGMENTS`."""
    stacks: list[list[int]] = []
    for fragment in _FRAGMENTS:
        keys = tokenize(fragment, automaton().keywords).keys
        states = [0]
        for at in range(len(keys) - 1):
            _shift(states, keys, at)
        stacks.append(states)
    return tuple(stacks)


def _shift(states: list[int], keys: Sequence[str], at: int) -> _Read | None:
    """Read a token as the parser does (`driver.py`); None if it doesn't fit, and nothing is read."""
    machine = automaton()
    rows, rules = machine.rows, machine.rules
    key = keys[at]
    stack = states.copy()
    while True:
        row = rows[stack[-1]]
        entry = row.get(key)
        if entry is None:
            if key in machine.keywords and NAME in row:
                key = NAME
                continue
            return None
        if entry >= CONTESTED:
            key = Lookahead(stack).read_as(keys, at)
            entry = row[NAME] if key == NAME else keyword_entry(entry)
        if entry >= 0:
            begins = stack[-1] in machine.between_members
            stack.append(entry)
            states[:] = stack
            return _Read(key, begins)
        length, left, _ = rules[-1 - entry]
        if length:
            del stack[-length:]
        stack.append(rows[stack[-1]][left])
