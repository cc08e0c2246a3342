"""How a finding can be fixed, in terms of the map: values that rules fill in and `fixes/` turns into edits.

A place in them is anything that the reader of a map can point at: the name of a declaration, the keyword of a nameless
one, the arrow of a relationship, a name in a list. What surrounds it in the text is nobody's business here.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from ctxmap.text.nearest import is_sure
from ctxmap.text.source import Span


class Replace(msgspec.Struct, frozen=True):
    """Write `text` instead of what stands at a place; at an empty place, put it there."""

    at: Span
    text: str


class RemoveItem(msgspec.Struct, frozen=True):
    """Leave an item of a list out, with its comma; the last one with the brackets or the setting that it stands in."""

    at: Span


class Remove(msgspec.Struct, frozen=True):
    """Leave a setting, a relationship or a comment out: the innermost of them that a place is in."""

    at: Span


class AddItem(msgspec.Struct, frozen=True):
    """Add an item to the list of a setting of the declaration at a place; if there is none, write `key sign item`."""

    to: Span
    key: str
    item: str
    sign: str = " = "


class AddMember(msgspec.Struct, frozen=True):
    """Add a member to the body of the declaration or relationship at a place; make a body if there is none.

    A setting stands behind those that the body begins with, anything else at the end.
    """

    to: Span
    text: str
    at_end: bool = False


class AddRole(msgspec.Struct, frozen=True):
    """Add a role to the brackets of the context that a relationship names at a place; make them if there are none."""

    to: Span
    role: str


Change = Replace | RemoveItem | Remove | AddItem | AddMember | AddRole


def place_of(change: Change) -> Span:
    """The place that a change names."""
    return change.to if isinstance(change, AddItem | AddMember | AddRole) else change.at


class Fix(msgspec.Struct, frozen=True):
    """What would settle a finding: a short title (what is done, in lower case), and the changes, made all or none.

    It is safe where the text afterwards says what it evidently meant, and nothing that somebody wrote is lost.
    """

    title: str
    changes: tuple[Change, ...]
    is_safe: bool = False


def safe(title: str, *changes: Change) -> Fix:
    """A fix that nobody has to look at."""
    return Fix(title, changes, is_safe=True)


def unsafe(title: str, *changes: Change) -> Fix:
    """A fix that somebody has to want."""
    return Fix(title, changes)


def write(word: str, at: Span, *, sure: bool) -> Fix:
    """Write a word instead of the one at a place; `sure`: no other can be meant."""
    return Fix(f"write `{word}`", (Replace(at, word),), is_safe=sure)


def write_last(word: str, at: Span, name: str, known: Iterable[str]) -> Fix | None:
    """Write one of the known words for the last part of a qualified name (`name`, which stands at a place).

    None where it is that word: something before it is wrong.
    """
    last = name.rpartition("::")[2]
    if last == word:
        return None
    return write(word, Span(at.path, at.end - len(last), at.end), sure=is_sure(last, word, known))
