"""Text → tokens: the whole file at once, with one compiled pattern. Knows no grammar but the words that are keywords.

All words are of one kind here; whether one is a keyword or a name is the parser's business, by where it stands.
"""

from __future__ import annotations

import re
from typing import Final

import msgspec

from ctxmap.syntax.tables import DOTTED, END, NAME, NUMBER, SLASHED, QUALIFIED, STRING, UNKNOWN
from ctxmap.syntax.tree import Comment

_BLANKS = r"[^\S\xa0]*+"
_WORD = r"\^?[^\W\d]\w*+"
_SEPARATED_WORD = rf"{_BLANKS}(?:::|[./]){_BLANKS}{_WORD}"


def _pattern(string: str, comment: str) -> re.Pattern[str]:
    hyphenated = (
        r"read-only|Shared-Kernel|Upstream-Downstream|Downstream-Upstream|Customer-Supplier|Supplier-Customer|Object\[\]"
    )
    kinds = (
        rf"({_WORD})((?:{_SEPARATED_WORD})++)?",
        r"(<->|<-|->|=>|--|[{}\[\]()<>,;:=@*+!-])",
        string,
        rf"((?:{comment}))",
        r"(\d++(?!\w))",
        r"([\xa0\u200b\ufeff]++)",
        r"(\d\w*|\S)",
    )
    return re.compile(rf"{_BLANKS}(?:((?:{hyphenated})(?!\w))|{'|'.join(kinds)}|\Z)", re.DOTALL)


_WHOLE: Final = _pattern(
    r'''((?:"(?:[^"\\]|\\.)*+(?:"|\Z)|'(?:[^'\\]|\\.)*+(?:'|\Z)))''', r"//[^\n\r]*|/\*(?:.*?\*/|.*)"
)
_LINE_BY_LINE: Final = _pattern(r'''("(?:[^"\\\n]|\\.)*+"?|'(?:[^'\\\n]|\\.)*+'?)''', r"//[^\n\r]*|/\*[^\n\r]*")
"""How to read on behind a string or comment that doesn't end: none reaches past its line."""

_HYPHENATED, _SIMPLE, _COMPOUND, _MARK, _TEXT, _COMMENT, _DIGITS, _ODD_BLANK, _OTHER = range(1, 10)


class Tokens(msgspec.Struct):
    """The tokens of a text, as parallel lists; the last one is `END`.

    `keys` are what the parser's rows know them by, `texts` what is written (names without `^` and blanks).
    """

    keys: list[str]
    texts: list[str]
    starts: list[int]
    ends: list[int]
    comments: list[Comment]
    odd_blanks: list[int]
    """Where a blank stands that only looks like one: no-break and zero-width spaces."""
    unclosed: list[int]
    """The tokens (strings) and, negative, the comments that never end."""


def tokenize(text: str, keywords: frozenset[str]) -> Tokens:
    """Cut a text into tokens. Takes linear time, whatever the text."""
    tokens = Tokens([], [], [], [], [], [], [])
    keys, texts, starts, ends = tokens.keys, tokens.texts, tokens.starts, tokens.ends
    for match in _WHOLE.finditer(text):
        kind = match.lastindex
        if kind == _SIMPLE:
            word = match[_SIMPLE]
            key = word if word in keywords else NAME
            if word[0] == "^":
                word = word[1:]
        elif kind == _MARK:
            key = word = match[_MARK]
        elif kind == _TEXT:
            key, word = STRING, match[_TEXT]
        elif kind == _COMMENT:
            tokens.comments.append(Comment(match[_COMMENT], *match.span(_COMMENT)))
            continue
        elif kind == _COMPOUND:
            key, word = _compound(match[_SIMPLE] + match[_COMPOUND], keywords)
            kind = _SIMPLE
            keys.append(key)
            texts.append(word)
            starts.append(match.start(_SIMPLE))
            ends.append(match.end())
            continue
        elif kind is None:
            keys.append(END)
            texts.append("")
            starts.append(match.end())
            ends.append(match.end())
            break
        elif kind == _ODD_BLANK:
            tokens.odd_blanks.append(match.start(_ODD_BLANK))
            continue
        else:
            key, word = _rare(kind, match[kind])
        start, end = match.span(kind)
        keys.append(key)
        texts.append(word)
        starts.append(start)
        ends.append(end)
    return tokens


def _compound(written: str, keywords: frozenset[str]) -> tuple[str, str]:
    """The key and text of words joined by `::`, `.` or `/`."""
    text = "".join(written.split()).replace("^", "")
    if text in keywords:
        return text, text
    if "/" in text:
        return SLASHED, text
    return (DOTTED if "." in text else QUALIFIED), text


def _rare(kind: int, text: str) -> tuple[str, str]:
    if kind == _HYPHENATED:
        return (DOTTED if text == "Object[]" else text), text
    return (NUMBER if kind == _DIGITS else UNKNOWN), text
