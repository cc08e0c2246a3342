"""Reductions → syntax tree: the semantic actions, one function for each name behind `->` in the grammar.

An action gets the tokens of the file, the values of the production's symbols, and the number of the token after them.
The value of a token is its number. Actions only build nodes. Values that the grammar accepts and the language does not
(an unknown word of an enumeration) are checked afterwards, in `enumerations.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ctxmap.syntax.actions import declarations, operations, properties, sentences, values
from ctxmap.syntax.lex import Tokens

Action = Callable[[Tokens, list[Any], int], Any]


def action_named(name: str) -> Action:
    """The function for an action of the grammar. Raises KeyError if there is none."""
    return _ACTIONS[name]


_ACTIONS: dict[str, Action] = {
    name: function
    for section in (values, declarations, properties, operations, sentences)
    for name, function in vars(section).items()
    if callable(function) and getattr(function, "__module__", "") == section.__name__ and not name.startswith("_")
}
