"""Whose name is expected at a cursor."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ctxmap.lsp.cursor import ARROWS, Cursor
from ctxmap.model.elements import BoundedContext, Model

_OF_CONTEXTS = ("contains", "owner", "realizes", "refines", "extractedFrom", *ARROWS)


def takes_context(cursor: Cursor) -> bool:
    """Whether the name of a context follows."""
    is_on_map = "ContextMap" in cursor.header and cursor.words[-1:] != ("=",)
    return cursor.setting in _OF_CONTEXTS or _is_after_arrow(cursor) or is_on_map


def _is_after_arrow(cursor: Cursor) -> bool:
    """Whether the name of the second context follows: behind an arrow, or the brackets behind it."""
    words = cursor.words
    opened = last_of(words, "[") if words and words[-1] == "]" else 0
    return bool(opened) and words[opened - 1] in ARROWS


def upstream(cursor: Cursor, models: Iterable[Model]) -> list[BoundedContext]:
    """The context that offers something in the relationship around the cursor; both if they are equal."""
    words = cursor.relationship
    arrow = next((word for word in reversed(words) if word in ARROWS), "")
    if not arrow:
        return []
    at = last_of(words, arrow)
    before, after = _without_roles(words[:at]), _without_roles(words[at + 1 :])
    sides = {"->": before[-1:], "<-": after[:1]}.get(arrow, [*before[-1:], *after[:1]])
    return [context for model in models for context in model.contexts if context.name in sides]


def _without_roles(words: Sequence[str]) -> list[str]:
    left: list[str] = []
    depth = 0
    for word in words:
        depth += (word == "[") - (word == "]")
        if not depth and word != "]":
            left.append(word)
    return left


def last_of(words: Sequence[str], word: str) -> int:
    """The place of the last such word; -1 if there is none."""
    return len(words) - 1 - list(reversed(words)).index(word) if word in words else -1
