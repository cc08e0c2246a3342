"""Text → tokens: the whole file at once, with one pattern. Knows no grammar but the words that are keywords.

Only single characters are repeated possessively (`[^"]*+`): a group may take too much with Python before 3.11.4.

All words are of one kind here; whether one is a keyword or a name is the parser's business, by where it stands.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

import msgspec

from ctxmap.syntax.tables import DOTTED, END, NAME, NUMBER, QUALIFIED, SLASHED, STRING, UNKNOWN
from ctxmap.syntax.tree import Comment

_BLANKS = r"[^\S\xa0]*+"
_HYPHENATED_WORDS = (
    r"read-only|Shared-Kernel|Upstream-Downstream|Downstream-Upstream|Customer-Supplier|Supplier-Customer|Object\[\]"
)
_STRANGE_ARROWS = r"-->|<-->|<--|\.\.>|<\.\.|<=>|<>"
"""Marks of other languages that would fall apart into ours."""


def _pattern(string: str, comment: str, marks: str = "") -> re.Pattern[str]:
    word = rf"\^?[^\W\d][\w{marks}]*+"
    kinds = (
        rf"((?:{_HYPHENATED_WORDS})(?!\w))",
        rf"({word})((?:{_BLANKS}(?:::|[./]){_BLANKS}{word})+)?",
        rf"({_STRANGE_ARROWS}|<->|<-|->|=>|--|[{{}}\[\]()<>,;:=@*+!-])",
        rf"({string})",
        rf"({comment})",
        r"(\d++(?!\w))",
        r"([\xa0\u200b\ufeff]++)",
        r"(\d\w*|\S)",
        r"\Z",
    )
    return re.compile(rf"{_BLANKS}(?:{'|'.join(kinds)})", re.DOTALL)


_WHOLE: Final = (
    r""""[^"\\]*+(?:\\.[^"\\]*+)*(?:"|\\?\Z)|'[^'\\]*+(?:\\.[^'\\]*+)*(?:'|\\?\Z)""",
    r"//[^\n\r]*|/\*(?:.*?\*/|.*)",
)
_BY_LINE: Final = (
    r""""[^"\\\n]*+(?:\\[^\n][^"\\\n]*+)*"?|'[^'\\\n]*+(?:\\[^\n][^'\\\n]*+)*'?""",
    r"//[^\n\r]*|/\*[^\n\r]*",
)
"""Strings and comments: as they are, and, behind one that never ends, with none that reaches past its line."""
_ANY_TEXT: Final = _pattern(*_WHOLE)
_HYPHENATED, _SIMPLE, _COMPOUND, _MARK, _TEXT, _COMMENT, _DIGITS, _UNUSUAL_SPACE, _OTHER = range(1, 10)

CODE_LINE: Final = r"\n[^\S\n]*(?:\}|\w+[^\S\n]*=|[A-Z]\w{3,} +\w+[^\S\n]*(?:\{|\n))"
"""A line that is no prose: whoever has it in a string forgot to close that."""
_NAMES: Final = (NAME, DOTTED, QUALIFIED, SLASHED)
_STARRED_LINES: Final = r"[^\n]*(?:\n[^\S\n]*\*[^\n]*)*"


class Tokens(msgspec.Struct):
    """The tokens of a text, as parallel lists.

    `keys` are what the parser's rows know them by, `texts` what is written (names without `^` and blanks).
    """

    keys: list[str]
    texts: list[str]
    starts: list[int]
    ends: list[int]
    comments: list[Comment]
    unusual_spaces: list[int]
    """Where a blank stands that only looks like one: no-break and zero-width spaces."""
    unclosed: list[int]
    """Where a string or comment begins that never ends."""
    misplaced: list[int]
    """The tokens that are read over because what is meant is clear (`def` in a service)."""
    unknown_escapes: list[int]
    """Where a backslash in a string begins no escape sequence of the language."""
    depths: dict[int, int]
    """How deep a type of types goes, by where it begins."""
    swapped: list[tuple[int, int]] = msgspec.field(default_factory=list[tuple[int, int]])
    """Where attributes are whose name is written before the type."""
    maybe_misread: list[int] = msgspec.field(default_factory=list[int])
    """Tokens that fit, but not as people write them: a part of a name (`Domain Event Log`), an association's type."""
    maybe_values: list[int] = msgspec.field(default_factory=list[int])
    """Types of an enum's attributes that may be values without a comma."""
    count: int = 0
    """How many tokens the text has, with `END`. Those behind them stand for what was meant, and are in no text."""


def tokenize(text: str, keywords: frozenset[str]) -> Tokens:
    """Cut a text into tokens. Takes linear time, whatever the text."""
    tokens = Tokens([], [], [], [], [], [], [], [], [], {})
    marks = "" if text.isascii() else _marks(text)
    whole = _pattern(*_WHOLE, marks) if marks else _ANY_TEXT
    unclosed = _scan(whole, text, 0, tokens, keywords)
    if unclosed >= 0:
        begin = _forgotten_quote(tokens, text, unclosed)
        behind = _cut(tokens, text, begin)
        unclosed = _scan(whole, text, behind, tokens, keywords)
        if unclosed >= 0:
            _scan(_pattern(*_BY_LINE, marks), text, unclosed, tokens, keywords, to_the_end=True)
    tokens.count = len(tokens.keys)
    if not text.isascii():
        _compose(tokens)
    return tokens


def _compose(tokens: Tokens) -> None:
    """Compare names in the composed form (NFC) of Unicode: `é` is one name, whether it is one character or two."""
    for number, key in enumerate(tokens.keys):
        if key in _NAMES:
            tokens.texts[number] = unicodedata.normalize("NFC", tokens.texts[number])


def _marks(text: str) -> str:
    r"""The characters of a text that are no letters, but parts of words: vowel signs, accents, and what wasn't UTF-8.

    Python's `\w` leaves them out, and a class of all there are would slow down every text.
    """
    return "".join(sorted(c for c in set(text) if c == "\ufffd" or unicodedata.category(c) in ("Mn", "Mc")))


def _scan(
    pattern: re.Pattern[str],
    text: str,
    begin: int,
    tokens: Tokens,
    keywords: frozenset[str],
    to_the_end: bool = False,
) -> int:
    """Read tokens from `begin` on. Gives the place of a string or comment that never ends, or -1.

    `to_the_end`: strings and comments end with their lines.
    """
    keys, texts, starts, ends = tokens.keys, tokens.texts, tokens.starts, tokens.ends
    length = -1 if to_the_end else len(text)
    for match in pattern.finditer(text, begin):
        kind = match.lastindex
        if kind == _SIMPLE:
            word = match[_SIMPLE]
            key = word if word in keywords else NAME
            if word[0] == "^":
                word = word[1:]
            start, end = match.span(_SIMPLE)
        elif kind == _MARK:
            key = word = match[_MARK]
            start, end = match.span(_MARK)
        elif kind == _TEXT:
            key, word = STRING, match[_TEXT]
            start, end = match.span(_TEXT)
            if end == length and not _is_closed(word):
                return start
        elif kind == _COMMENT:
            word = match[_COMMENT]
            start, end = match.span(_COMMENT)
            if end == length and not word.startswith("//") and (len(word) < 4 or not word.endswith("*/")):
                return start
            tokens.comments.append(Comment(word, start, end))
            continue
        elif kind == _UNUSUAL_SPACE:
            tokens.unusual_spaces.append(match.start(_UNUSUAL_SPACE))
            continue
        elif kind is None:
            key, word = END, ""
            start = end = match.end()
        else:
            key, word = _rare(match, kind, keywords)
            start, end = match.start(_SIMPLE if kind == _COMPOUND else kind), match.end()
        keys.append(key)
        texts.append(word)
        starts.append(start)
        ends.append(end)
        if kind is None:
            break
    return -1


def _rare(match: re.Match[str], kind: int, keywords: frozenset[str]) -> tuple[str, str]:
    text = match[kind]
    if kind == _COMPOUND:
        return _compound(match[_SIMPLE] + text, keywords)
    if kind == _HYPHENATED:
        return (DOTTED if text == "Object[]" else text), text
    return (NUMBER if kind == _DIGITS else UNKNOWN), text


def _compound(written: str, keywords: frozenset[str]) -> tuple[str, str]:
    """The key and text of words joined by `::`, `.` or `/`."""
    text = "".join(written.split()).replace("^", "")
    if text in keywords:
        return text, text
    if "/" in text:
        return SLASHED, text
    return (DOTTED if "." in text else QUALIFIED), text


def _is_closed(string: str) -> bool:
    backslashes = len(string) - 1 - len(string[:-1].rstrip("\\"))
    return len(string) > 1 and string[-1] == string[0] and backslashes % 2 == 0


# ---- Strings and comments that never end -------------------------------------------------------------


def _forgotten_quote(tokens: Tokens, text: str, unclosed: int) -> int:
    """Where the string begins that isn't closed: the last one, or one before it that took code for text."""
    if text[unclosed] == "/":
        return unclosed
    for number, key in enumerate(tokens.keys):
        if key == STRING and re.search(CODE_LINE, tokens.texts[number]):
            begin = tokens.starts[number]
            del tokens.keys[number:], tokens.texts[number:], tokens.starts[number:], tokens.ends[number:]
            tokens.comments[:] = [comment for comment in tokens.comments if comment.start < begin]
            tokens.unusual_spaces[:] = [offset for offset in tokens.unusual_spaces if offset < begin]
            return begin
    return unclosed


def _cut(tokens: Tokens, text: str, begin: int) -> int:
    """End what never ends with its line (a comment: with the last of its lines that begin with a star)."""
    tokens.unclosed.append(begin)
    if text[begin] == "/":
        end = re.compile(_STARRED_LINES).match(text, begin)
        assert end
        tokens.comments.append(Comment(end[0], begin, end.end()))
        return end.end()
    line_end = text.find("\n", begin)
    written = text[begin : line_end if line_end >= 0 else len(text)].rstrip()
    tokens.keys.append(STRING)
    tokens.texts.append(written + written[0])
    tokens.starts.append(begin)
    tokens.ends.append(begin + len(written))
    return begin + len(written)
