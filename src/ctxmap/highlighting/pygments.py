"""The lexer for Pygments: colours in Sphinx, MkDocs, `pygmentize`, and in the pages of rules.

An entry point in `pyproject.toml` names it. Pygments also has a lexer for COMAL-80 that claims `*.cml`; this one is
preferred for its `priority`, and for texts that look like a context map.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from pygments.lexer import Lexer
from pygments.token import (
    Comment,
    Error,
    Keyword,
    Name,
    Number,
    Operator,
    Punctuation,
    String,
    Whitespace,
    _TokenType,  # pyright: ignore[reportPrivateUsage] — the type has no public name
)

from ctxmap.highlighting.kinds import Kind, parts
from ctxmap.syntax.automaton import file_keywords

TOKENS: Final[Mapping[Kind, _TokenType]] = {
    Kind.COMMENT: Comment,
    Kind.STRING: String,
    Kind.NUMBER: Number.Integer,
    Kind.DECLARATION: Keyword.Declaration,
    Kind.DECLARED: Name.Class,
    Kind.KEY: Keyword,
    Kind.KEYWORD: Keyword,
    Kind.VALUE: Keyword.Constant,
    Kind.ROLE: Keyword.Constant,
    Kind.ARROW: Operator,
    Kind.TYPE: Keyword.Type,
    Kind.OPERATION: Name.Function,
    Kind.NAME: Name,
    Kind.MARK: Punctuation,
    Kind.UNKNOWN: Error,
}


class CmlLexer(Lexer):
    """Context maps in CML, whole files and fragments."""

    name = "CML"
    aliases = ["cml", "context-map"]  # noqa: RUF012 — Pygments declares it so
    filenames = ["*.cml"]  # noqa: RUF012
    mimetypes = ["text/x-cml"]  # noqa: RUF012
    url = "https://contextmapper.org/docs/language-reference/"
    priority = 0.5

    def get_tokens_unprocessed(self, text: str) -> Iterator[tuple[int, _TokenType, str]]:
        """The tokens of a text: where each begins, its type, and its characters."""
        at = 0
        for part in parts(text):
            if at < part.start:
                yield at, Whitespace, text[at : part.start]
            yield part.start, TOKENS[part.kind], text[part.start : part.end]
            at = part.end
        if at < len(text):
            yield at, Whitespace, text[at:]

    @staticmethod
    def analyse_text(text: str) -> float:
        """How likely a text is a context map: certain if a declaration begins a line."""
        declaration = rf'^\s*(?:(?:{"|".join(sorted(file_keywords()))})\b[^;:=()\n]*(?:\{{|$)|import\s+"[^"\n]+\.cml")'
        return 0.9 if re.search(declaration, text, re.MULTILINE) else 0.0
