"""How a finding can be fixed, in terms of the map: values that rules create and `fixes/` turns into edits.

A place is anything that the reader of a map can point at: the name of a declaration, the keyword of one without a name,
the arrow of a relationship, a name in a list. This module does not know what surrounds it in the text.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from ctxmap.text.nearest import is_sure
from ctxmap.text.source import Span


class Replace(msgspec.Struct, frozen=True):
    """Replace the text at a place; at an empty place, insert it."""

    at: Span
    text: str


class RemoveItem(msgspec.Struct, frozen=True):
    """Remove an item of a list with its comma; the only item with its brackets or its setting."""

    at: Span


class Remove(msgspec.Struct, frozen=True):
    """Remove a setting, a relationship or a comment: the innermost one around a place."""

    at: Span


class AddItem(msgspec.Struct, frozen=True):
    """Add an item to the list of a setting of the declaration at a place; if there is none, write `key sign item`."""

    to: Span
    key: str
    item: str
    sign: str = " = "


class AddMember(msgspec.Struct, frozen=True):
    """Add a member to the body of the declaration or relationship at a place; make a body if there is none.

    A setting is added after the settings at the beginning of the body, anything else at its end.
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
    """How to fix a finding: a short title (what is done, in lower case), and the changes, applied all or none.

    It is safe if the text afterwards says what it obviously meant, and nothing that somebody wrote is lost.
    """

    title: str
    changes: tuple[Change, ...]
    is_safe: bool = False


def safe(title: str, *changes: Change) -> Fix:
    """A fix that needs no review."""
    return Fix(title, changes, is_safe=True)


def unsafe(title: str, *changes: Change) -> Fix:
    """A fix that has to be asked for, because it may change the meaning."""
    return Fix(title, changes)


def write(word: str, at: Span, *, sure: bool) -> Fix:
    """Replace the word at a place; `sure`: no other word can be meant."""
    return Fix(f"write `{word}`", (Replace(at, word),), is_safe=sure)


def write_last(word: str, at: Span, name: str, known: Iterable[str]) -> Fix | None:
    """Replace the last part of a qualified name (`name`, at a place) by one of the known words.

    None if it is that word already: then a part before it is wrong.
    """
    last = name.rpartition("::")[2]
    if last == word:
        return None
    return write(word, Span(at.path, at.end - len(last), at.end), sure=is_sure(last, word, known))
