"""The space before each token on a line: one, or none."""

from __future__ import annotations

from ctxmap.syntax.format.structure import Structure
from ctxmap.syntax.format.words import Words

_NONE_BEFORE = frozenset({",", ";", ")", "]"})
_NONE_BEHIND = frozenset({"(", "[", "@", "!"})


def spaces(words: Words, structure: Structure) -> list[str]:
    """`A [U,OHS] -> [D] B`, `List<@Item> items`, `void pay(@Order order) : write [A -> B*];`, `{ type = BFF  key }`."""
    keys = words.tokens.keys
    gaps: list[str] = []
    brackets: list[bool] = []
    """The open brackets; whether each is that of roles, where commas are tight."""
    generics = 0
    before = ""
    for number, key in enumerate(keys):
        gap = " "
        if key in _NONE_BEFORE or before in _NONE_BEHIND:
            gap = ""
        elif number in structure.members:
            gap = "  " if before not in ("{", ";") else " "
        elif (
            key in {"(", "<"}
            or (key == ">" and generics)
            or (before == "<" and generics)
            or (key == ":" and (number in structure.channel_colons or words.texts[number - 1] == "behavior"))
            or (before == ":" and number - 1 in structure.channel_colons)
            or (key == "*" and brackets)
            or (before == "," and brackets and brackets[-1])
            or (key == "}" and before == "{")
        ):
            gap = ""
        if key == "[":
            brackets.append(_holds_roles(keys, number))
        elif key == "]" and brackets:
            brackets.pop()
        elif key == "<":
            generics += 1
        elif key == ">" and generics:
            generics -= 1
        gaps.append(gap)
        before = key
    gaps[0] = ""
    return gaps


def _holds_roles(keys: list[str], bracket: int) -> bool:
    """Whether a bracket is that of a relationship: `[U,OHS]`, not `[A, B -> C]` or `[initiated by "x"]`."""
    end = keys.index("]", bracket)
    return not {"->", "initiated"} & set(keys[bracket:end])
