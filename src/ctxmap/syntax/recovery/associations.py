"""Associations with a text and without `@`: `-- "knows" F`.

One token of lookahead can't tell them from the label of the property before (`- Item item -- "label"`) and a type after
it, so the `@` is put in here. They are no mistake: CML has them.
"""

from __future__ import annotations

from ctxmap.syntax.lex import Tokens
from ctxmap.syntax.recovery.edit import is_word
from ctxmap.syntax.recovery.lines import Lines
from ctxmap.syntax.tables import DOTTED, QUALIFIED, STRING
from ctxmap.text.source import Source


def complete_associations(source: Source, tokens: Tokens) -> None:
    """Put an `@` before the type of each association that has a text and is alone on its line."""
    lines = Lines(source.text, tokens)
    for token in reversed(range(tokens.count - 3)):
        has_text = tokens.keys[token] in ("--", "association") and tokens.keys[token + 1] == STRING
        if has_text and _is_type(tokens, lines, token + 2) and _ends(tokens, lines, token + 3):
            _insert_at_sign(tokens, token + 2)
    tokens.count = len(tokens.keys)


def _is_type(tokens: Tokens, lines: Lines, token: int) -> bool:
    key = tokens.keys[token]
    return (is_word(key) or key in (DOTTED, QUALIFIED)) and not lines.begins(token)


def _ends(tokens: Tokens, lines: Lines, token: int) -> bool:
    return lines.begins(token) or tokens.keys[token] in (";", "}")


def _insert_at_sign(tokens: Tokens, token: int) -> None:
    place = tokens.starts[token]
    tokens.keys.insert(token, "@")
    tokens.texts.insert(token, "@")
    tokens.starts.insert(token, place)
    tokens.ends.insert(token, place)
