"""Guesses at what was meant where a text doesn't fit: edits of a few tokens, each a slip that people make.

A guess is cheap to make and is worth nothing until `recover.py` has tried how far the text can be read with it. Costs
say which of two that work is more likely; one slip of the finger costs about 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import msgspec

from ctxmap.syntax.automaton import Lookahead, automaton, declaring_keywords
from ctxmap.syntax.lex import Tokens
from ctxmap.syntax.recovery.lines import Lines
from ctxmap.syntax.tables import DOTTED, END, NAME, NUMBER, QUALIFIED, STRING, UNKNOWN
from ctxmap.text.nearest import nearest

_MARKS: Final = (";", ",", "=", "{", "]", ")", ">", ":", "[", "(")
_ARROWS: Final = ("->", "<-", "<->")
_LOOKALIKES: Final = {
    "→": "->", "⇒": "->", "-->": "->", "=>": "->", "..>": "->",
    "←": "<-", "<--": "<-", "<..": "<-", "↔": "<->", "<-->": "<->", "<>": "<->", "<=>": "<->", "–": "-", "—": "-",
}  # fmt: skip
_OPEN_BODIES: Final = 6
"""How many bodies may end unclosed at one place."""
_SIGNATURE: Final = 10
"""Within how many tokens the parentheses of an operation open."""
_RANGE: Final = 12
"""How many tokens of a line may be left out."""


class Edit(msgspec.Struct, frozen=True):
    """Read `keys` instead of the tokens from `start` to before `end`. `mistake` says what went wrong, for the message.

    `order`: they are these very tokens, in another order.
    """

    mistake: str
    start: int
    end: int
    keys: tuple[str, ...]
    cost: float
    order: tuple[int, ...] = ()


def candidates(tokens: Tokens, at: int, lookahead: Lookahead, error: int, lines: Lines) -> Iterator[Edit]:
    """What may have been meant at token `at`, where the parser stands as `lookahead`; what didn't fit was `error`."""
    key = tokens.keys[at]
    if key != END:
        yield from _misspelt(tokens, at, lookahead)
        yield from _quotes(tokens, at, lookahead)
        yield from _lookalikes(tokens, at, lookahead)
        yield from _definition(tokens, at, lookahead, lines)
        yield from _parameter(tokens, at, lookahead)
        yield from _brackets(tokens, at, lookahead, lines)
        yield from _surplus(tokens, at, error, lines)
    yield from _missing_marks(at, lookahead, lines, key)
    if lines.begins(at) or key == END:
        yield from missing_braces(at, lookahead, key)


def _misspelt(tokens: Tokens, at: int, lookahead: Lookahead) -> Iterator[Edit]:
    text = tokens.texts[at]
    if not text[:1].isalpha() or tokens.keys[at] == STRING:
        return
    fitting = [key for key in automaton().rows[lookahead.state] if key[0].isalpha() and lookahead.fits(key)]
    near = nearest(text, [key for key in fitting if _may_be_meant(text, key)])
    if near and near != text:
        same = near.casefold() == text.casefold()
        yield Edit("misspelt", at, at + 1, (near,), 0.25 if same else 0.75)
    joined = (text + tokens.texts[at + 1]).casefold()
    for key in fitting if tokens.texts[at + 1] else ():
        if key.casefold() == joined:
            yield Edit("misspelt", at, at + 2, (key,), 0.5)


def _may_be_meant(text: str, keyword: str) -> bool:
    if text.casefold() == keyword.casefold():
        return True
    if text in declaring_keywords() and not text.islower():
        return False
    longer, shorter = sorted((text.casefold(), keyword.casefold()), key=len, reverse=True)
    return len(longer) - len(shorter) <= 2 or (len(shorter) > 4 and longer.startswith(shorter))


def _quotes(tokens: Tokens, at: int, lookahead: Lookahead) -> Iterator[Edit]:
    key = tokens.keys[at]
    if key == STRING:
        if tokens.texts[at][1:-1].isidentifier() and lookahead.fits(NAME):
            yield Edit("needless quotes", at, at + 1, (NAME,), 1)
    elif _is_unquoted(key) and lookahead.fits(STRING) and not lookahead.fits(NAME) and not lookahead.closing_key():
        yield Edit("missing quotes", at, at + 1, (STRING,), 1)


def _is_unquoted(key: str) -> bool:
    return key[0].isalpha() or key in (NAME, DOTTED, QUALIFIED, NUMBER)


def _lookalikes(tokens: Tokens, at: int, lookahead: Lookahead) -> Iterator[Edit]:
    text = tokens.texts[at]
    meant = _LOOKALIKES.get(text)
    if meant and lookahead.fits(meant):
        yield Edit("lookalike", at, at + 1, (meant,), 0.5)
    elif text not in ("{", "}") and not text[:1].isalnum() and tokens.keys[at] != STRING:
        for mark in (*_MARKS, *_ARROWS):
            if mark != text and lookahead.fits(mark):
                yield Edit("instead", at, at + 1, (mark,), 2.5)


def _definition(tokens: Tokens, at: int, lookahead: Lookahead, lines: Lines) -> Iterator[Edit]:
    """What people get wrong in the body of a domain object."""
    if not lookahead.fits("aggregateRoot"):
        return
    text = tokens.texts[at]
    if text != "def" and "(" in tokens.keys[at : lines.end(at, _SIGNATURE)]:
        yield Edit("missing def", at, at, ("def",), 1)
    if tokens.keys[at] == NAME and lines.begins(at) and lines.begins(at + 1):
        yield Edit("half an attribute", at, at + 1, (), 1)
    if text == "@":
        yield Edit("reference without -", at, at, ("-",), 0.5)
        yield Edit("reference without -", at, at + 1, ("-",), 0.75)


def _parameter(tokens: Tokens, at: int, lookahead: Lookahead) -> Iterator[Edit]:
    """A parameter of which only the type is written."""
    keys = tokens.keys
    begin = at + (keys[at] == ",")
    end = min(begin + 1 + (keys[begin] == "@"), tokens.count - 1)
    if keys[end] not in (",", ")") or not lookahead.fits("," if begin > at else "@"):
        return
    if begin > at and keys[end] == ")":
        yield Edit("nameless parameter", at, end, (), 1)
    elif begin == at and keys[at - 1] in ("(", ","):
        yield Edit("nameless parameter", at, end + (keys[end] == ","), (), 1)


def _brackets(tokens: Tokens, at: int, lookahead: Lookahead, lines: Lines) -> Iterator[Edit]:
    """Brackets on the wrong side of a context: `A -> B [ACL]`, or those of the left one, `[U] A -> B`."""
    keys = tokens.keys
    opening = at if keys[at] == "[" else at + 1
    if keys[opening] != "[" or not lookahead.fits("["):
        return
    inside = keys[opening : lines.end(opening, _RANGE)]
    closing = opening + inside.index("]") if "]" in inside else 0
    if not closing:
        return
    brackets = tuple(range(opening, closing + 1))
    are_behind = not lines.begins(opening)
    if opening > at:
        if are_behind and lookahead.fits(NAME):
            yield _reordered("brackets behind", tokens, (*brackets, at), 0.25)
    elif are_behind and keys[at - 2] == "]":
        yield Edit("brackets twice", at, closing + 1, (), 0.75)
    elif lookahead.closing_key():
        yield _reordered("brackets before", tokens, (closing + 1, *brackets), 0.75)


def _reordered(mistake: str, tokens: Tokens, order: tuple[int, ...], cost: float) -> Edit:
    return Edit(mistake, min(order), max(order) + 1, tuple(tokens.keys[token] for token in order), cost, order)


def _surplus(tokens: Tokens, at: int, error: int, lines: Lines) -> Iterator[Edit]:
    key = tokens.keys[at]
    if key == STRING and tokens.keys[at + 1] in ("}", END):
        yield Edit("doc of nothing", at, at + 1, (), 1)
    if (key == "{" and tokens.keys[at - 1] != "{") or (key == "}" and at < error):
        return
    yield Edit("surplus", at, at + 1, (), 1.5 if key == UNKNOWN else 2 if not key[0].isalpha() and key != NAME else 2.5)
    if at < error or key in ("{", "}"):
        return
    end = at + 1
    limit = lines.end(at, _RANGE)
    while end < limit and tokens.keys[end] not in ("{", "}"):
        end += 1
        if end == limit or tokens.keys[end] not in (STRING, "=", ","):
            yield Edit("surplus", at, end, (), 2.5 + 0.25 * (end - at))


def _missing_marks(at: int, lookahead: Lookahead, lines: Lines, key: str) -> Iterator[Edit]:
    ends_line = key in ("}", END) or lines.begins(at)
    for mark in _MARKS:
        if mark == "[" and lookahead.fits(mark) and not lookahead.fits(":"):
            yield Edit("one-sided brackets", at, at, ("[", "]"), 1)
        elif lookahead.fits(mark) and not (mark == ";" and lookahead.fits(",")):
            yield Edit("missing", at, at, (mark,), 1 if mark == ";" and ends_line else 1.75)


def missing_braces(at: int, lookahead: Lookahead, key: str) -> Iterator[Edit]:
    """The ends of bodies that would have to stand before token `at`, for it to fit."""
    lookahead = lookahead.copy()
    for count in range(1, _OPEN_BODIES + 1):
        if not lookahead.fits("}"):
            return
        lookahead.shift("}")
        if lookahead.fits(key):
            yield Edit("missing braces", at, at, ("}",) * count, 1 + 0.5 * count)
