"""Where reading goes on behind what can't be read: at the next member of the same body, or at the body's end."""

from __future__ import annotations

from ctxmap.syntax.automaton import Lookahead, automaton, declaring_keywords, file_keywords
from ctxmap.syntax.lex import Tokens
from ctxmap.syntax.recovery.lines import Lines
from ctxmap.syntax.tables import END, NAME, NUMBER, QUALIFIED, STRING

_CERTAIN = 3
"""How many tokens make sure that something is a member."""


def next_member(tokens: Tokens, lines: Lines, body: Lookahead, error: int, *, pass_error: bool) -> int:
    """The token to go on with in a body that stands as `body` between two members.

    Braces are counted, so that what is inside of what is passed over is passed over too. With `pass_error` the token
    that didn't fit is passed over in any case.
    """
    keys = tokens.keys
    depth = 0
    at = error
    fresh = error
    if pass_error and keys[error] != END:
        fresh = at = _behind_setting(keys, error)
        if at == error:
            depth = int(keys[error] == "{")
            at += 1
    is_top_level = not body.fits("}")
    looks_like_member = _looks_like_declaration if is_top_level else _looks_like_member
    while keys[at] != END:
        key = keys[at]
        if depth == 0:
            if key == "}" and not is_top_level and keys[at + 1] != "{":
                return at
            may_begin = at == fresh or lines.begins(at) or keys[at - 1] in ("}", ";")
            if may_begin and (_fits(keys, body, at) or (at != error and looks_like_member(keys, lines, body, at))):
                return at
        elif key in file_keywords() and lines.begins(at) and lines.indentation(at) == 0:
            return at
        if key == "{":
            depth += 1
        elif key == "}":
            depth = max(0, depth - 1)
        at += 1
    return at


def _behind_setting(keys: list[str], at: int) -> int:
    """The token behind a setting of whatever name; `at` itself if there is none."""
    values = (NAME, QUALIFIED, STRING, NUMBER)
    begin = at
    if not _is_word(keys[at]):
        return begin
    at += 1
    if keys[at] == "=":
        at += 1
    elif keys[at] != STRING:
        return begin
    while keys[at] in values or _is_word(keys[at]):
        at += 1
        if keys[at] != ",":
            return at
        at += 1
    return begin


def _fits(keys: list[str], body: Lookahead, at: int) -> bool:
    certain = keys[at : at + _CERTAIN]
    return body.copy().advance(certain) == len(certain)


def _looks_like_declaration(keys: list[str], lines: Lines, _: Lookahead, at: int) -> bool:
    """Whether something is a declaration of the top level, if with mistakes of its own."""
    return keys[at + 1 : at + 3] in ([NAME, "{"], ["{"]) and _is_word(keys[at]) and lines.indentation(at) == 0


def _looks_like_member(keys: list[str], lines: Lines, body: Lookahead, at: int) -> bool:
    """Whether something is a member, if with mistakes of its own."""
    key, following = keys[at], keys[at + 1]
    if not lines.begins(at) or not _is_word(key):
        return False
    if _is_word(following) and (key in declaring_keywords() or keys[at + 2] == "{"):
        return True
    return following in ("=", STRING) or (key in automaton().keywords and body.fits(key))


def _is_word(key: str) -> bool:
    return key == NAME or key[0].isalpha()
