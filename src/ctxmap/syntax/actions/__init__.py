"""Reductions → syntax tree: a function for each shape that the grammar names.

A shape gets the tokens of the file, the values of a production's symbols, and the number of the token behind it. The
value of a token is its number. Nothing here decides what is right: what the grammar lets through and the language
doesn't (the words of an enumeration) is looked at afterwards, by `words.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ctxmap.syntax.actions import declarations, operations, properties, sentences, values
from ctxmap.syntax.lex import Tokens

Shape = Callable[[Tokens, list[Any], int], Any]


def shape_named(name: str) -> Shape:
    """The function for a shape of the grammar. Raises KeyError if there is none."""
    return _SHAPES[name]


_SHAPES: dict[str, Shape] = {
    name: function
    for section in (values, declarations, properties, operations, sentences)
    for name, function in vars(section).items()
    if callable(function) and getattr(function, "__module__", "") == section.__name__ and not name.startswith("_")
}
