"""Patterns of paths, as teams write them: `legacy/**`, `maps/*.cml`. Knows nothing of what they are for.

`*` and `?` stay within a name, `**` goes through any number of folders, `[abc]` is one of these characters. A
pattern that matches a folder matches all that is below it.

A pattern is a list of steps, and a path is read once, character by character, with the set of all steps that may come
next (Thompson, "Regular expression search algorithm", 1968). A regular expression would try all ways to share a path
among several stars, of which there are exponentially many.
"""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

import msgspec

_PIECE = re.compile(r"(\*\*/)|(/\*\*$)|(\*\*)|(\*)|(\?)|(\[!?[^/][^\]/]*\])|.", re.DOTALL)


class _Step(msgspec.Struct, frozen=True):
    """Characters that may come next: one of them, or any number; or, without an expression, a new name begins."""

    one: re.Pattern[str] | None = None
    repeats: bool = False


_ANY = re.compile(".", re.DOTALL)
_IN_NAME = re.compile("[^/]", re.DOTALL)


def matches(pattern: str, path: str) -> bool:
    """Whether a path is one of those meant; both absolute, or relative to the current folder.

    It counts as it is written and without links, so that a file is meant whatever way leads to it.
    """
    steps = _steps(_absolute(pattern))
    ways = dict.fromkeys((_absolute(path), Path(os.path.realpath(path)).as_posix()))
    return any(_match(steps, each) for each in ways)


def escaped(path: str) -> str:
    """The pattern that matches this path only."""
    return re.sub(r"[*?\[]", r"[\g<0>]", path)


def _match(steps: Sequence[_Step], path: str) -> bool:
    reached = set(_next(steps, [0], "/"))
    for character in path:
        if len(steps) in reached and character == "/":
            return True  # the pattern matches a folder above
        reached = set(_next(steps, _after(steps, reached, character), character))
    return len(steps) in reached


def _after(steps: Sequence[_Step], reached: Iterable[int], character: str) -> Iterator[int]:
    """The steps that may come after a character."""
    for number in reached:
        one = steps[number].one if number < len(steps) else None
        if one and one.match(character):
            yield number if steps[number].repeats else number + 1


def _next(steps: Sequence[_Step], reached: Iterable[int], before: str) -> Iterator[int]:
    """These steps, and those that may take their place without a character."""
    for first in reached:
        number = first
        yield number
        while number < len(steps) and (steps[number].repeats or (not steps[number].one and before == "/")):
            number += 1
            yield number


@cache
def _steps(pattern: str) -> Sequence[_Step]:
    try:
        return tuple(step for piece in _PIECE.finditer(pattern) for step in _of(piece[0]))
    except re.error:  # a range that runs backwards, `[z-a]`
        return tuple(_Step(re.compile(re.escape(character))) for character in pattern)


def _of(piece: str) -> Sequence[_Step]:
    match piece:
        case "**/":
            return _Step(_ANY, repeats=True), _Step()
        case "/**":
            return _Step(re.compile("/")), _Step(_ANY, repeats=True)
        case "**" | "*":
            return (_Step(_ANY if piece == "**" else _IN_NAME, repeats=True),)
        case "?":
            return (_Step(_IN_NAME),)
        case _:
            return (_Step(re.compile(_one_of(piece[1:-1]) if len(piece) > 1 else re.escape(piece))),)


def _one_of(characters: str) -> str:
    negated = characters.startswith("!") and len(characters) > 1
    safe = re.sub(r"[\\\[\]&~|^]", r"\\\g<0>", characters[negated:])
    return f"[{'^/' if negated else ''}{safe}]"


def _absolute(path: str) -> str:
    return posixpath.normpath((Path.cwd() / path).as_posix())
