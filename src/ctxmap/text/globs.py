"""Patterns of paths, as teams write them: `legacy/**`, `maps/*.cml`. Knows nothing of what they are for.

`*` and `?` stay within a name, `**` goes through any number of folders, `[abc]` is one of these characters. A
pattern that matches a folder matches all that is below it.
"""

from __future__ import annotations

import posixpath
import re
from functools import cache
from pathlib import Path

_PIECE = r"\*\*/|/\*\*$|\*\*|\*|\?|\[!?[^/][^\]/]*\]"
_MEANING = {"**/": "(?:.*/)?", "/**": "/.*", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def matches(pattern: str, path: str) -> bool:
    """Whether a path is one of those meant; both absolute, or relative to the current folder."""
    return _expression(_absolute(pattern)).fullmatch(_absolute(path)) is not None


def escaped(path: str) -> str:
    """The pattern that matches this path only."""
    return re.sub(r"[*?\[]", r"[\g<0>]", path)


@cache
def _expression(pattern: str) -> re.Pattern[str]:
    written, at = "", 0
    for piece in re.finditer(_PIECE, pattern):
        written += re.escape(pattern[at : piece.start()]) + (_MEANING.get(piece[0]) or _one_of(piece[0][1:-1]))
        at = piece.end()
    try:
        return re.compile(f"{written}{re.escape(pattern[at:])}(?:/.*)?", re.DOTALL)
    except re.error:  # a range that runs backwards, `[z-a]`
        return re.compile(re.escape(pattern))


def _one_of(characters: str) -> str:
    negated = characters.startswith("!") and len(characters) > 1
    safe = re.sub(r"[\\\[\]&~|^]", r"\\\g<0>", characters[negated:])
    return f"[{'^/' if negated else ''}{safe}]"


def _absolute(path: str) -> str:
    return posixpath.normpath((Path.cwd() / path).as_posix())
