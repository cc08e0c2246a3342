"""The tokens of a text with what stands between them: how each is written, its comments, and the lines it begins."""

from __future__ import annotations

import msgspec

from ctxmap.syntax.automaton import automaton
from ctxmap.syntax.lex import Tokens, tokenize
from ctxmap.syntax.tables import STRING
from ctxmap.syntax.tree import Comment


class Words(msgspec.Struct, frozen=True, eq=False):
    """The tokens of a valid text, and parallel lists about them."""

    text: str
    tokens: Tokens
    texts: list[str]
    """How each token is written; names without the blanks that they may have around `::`."""
    comments: dict[int, list[Comment]]
    """The comments before a token."""
    lines_before: list[int]
    """How many line ends stand before a token, those in comments included."""

    def lines_between(self, start: int, end: int) -> int:
        """How many lines end between two places of the text."""
        return self.text.count("\n", start, end)


def words_of(text: str) -> Words:
    """The words of a text without syntax errors."""
    tokens = tokenize(text, automaton().keywords)
    texts: list[str] = []
    lines_before: list[int] = []
    comments: dict[int, list[Comment]] = {}
    count = text.count
    following = iter(tokens.comments)
    comment = next(following, None)
    at = 0
    for number, (key, start, end) in enumerate(zip(tokens.keys, tokens.starts, tokens.ends, strict=True)):
        written = text[start:end]
        texts.append(written if key == STRING or written.isalnum() else "".join(written.split()))
        lines_before.append(count("\n", at, start))
        while comment and comment.start < start:
            comments.setdefault(number, []).append(comment)
            comment = next(following, None)
        at = end
    return Words(text, tokens, texts, comments, lines_before)
