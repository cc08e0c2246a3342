"""Whether a text is a context map at all. A `.cml` file of another language deserves one finding, not a hundred."""

from __future__ import annotations

import re
from typing import Final

from ctxmap.findings.finding import Finding
from ctxmap.syntax.automaton import declaring_keywords, file_keywords
from ctxmap.syntax.lex import Tokens
from ctxmap.syntax.recovery.candidates.foreign import is_foreign
from ctxmap.syntax.recovery.lines import Lines
from ctxmap.syntax.tables import NAME
from ctxmap.syntax.wording import syntax_finding
from ctxmap.text.nearest import nearest
from ctxmap.text.source import Source, Span

_LANGUAGES: Final = (
    (re.compile(r"\s*<\?xml|\s*<!|\s*<\w[^\n]*>"), "XML"),
    (re.compile(r"\s*@start\w*"), "PlantUML"),
    (re.compile(r"\s*[\[{]\s*(?:[\]}\"\d\[{]|$)"), "JSON"),
    (re.compile(r"\s*(?:%YAML|---\s*\n)"), "YAML"),
    (re.compile(r"\s*(?:graph|flowchart|classDiagram|sequenceDiagram|C4Context)\b"), "Mermaid"),
    (re.compile(r"\s*%\[|\s*~\["), "Chatito"),
    (re.compile(r"\s*(?:\d{4} [^\n]*\n\s*)+\d{4} "), "COMAL"),
    (re.compile(r"\s*#!"), "a script"),
    (re.compile(r"\s*# [^\n]*\n"), "Markdown or a script"),
    (re.compile(r"\s*workspace\b"), "Structurizr DSL"),
)
_COMPARED: Final = 1_000
"""How many beginnings of lines are compared with the keywords."""


def foreign_syntax(source: Source, tokens: Tokens, lines: Lines) -> Finding | None:
    """What to say of a text with mistakes if it is no context map at all; None if it is one."""
    beginnings = [token for token in range(tokens.count - 1) if lines.begins(token)]
    if any(_declares(tokens, lines, token) for token in beginnings):
        return None
    if any(_nearly_declares(tokens, token) for token in beginnings[:_COMPARED]):
        return None
    language = next((name for pattern, name in _LANGUAGES if pattern.match(source.text)), None)
    at = Span(source.path, tokens.starts[0], tokens.ends[0])
    if language:
        return syntax_finding(at, f"this is not a context map: it looks like {language}")
    return syntax_finding(
        at,
        "this is not a context map: nothing in it is declared as in the Context Mapper Language",
        "a first line may be `ContextMap { contains Order, Payment }` or `BoundedContext Order`",
    )


def _declares(tokens: Tokens, lines: Lines, token: int) -> bool:
    key = tokens.keys[token]
    if key not in declaring_keywords():
        return key == "import" and tokens.texts[token + 1][-5:-1] == ".cml"
    if key in file_keywords() and len(key) > 6 and not key.islower():
        return True
    behind = tokens.keys[token + 2 : token + 3]
    return _is_word(tokens.keys[token + 1]) and (behind == ["{"] or lines.begins(token + 2))


def _nearly_declares(tokens: Tokens, token: int) -> bool:
    """A misspelt keyword (or one in two words), a name and a brace."""
    keys, texts = tokens.keys, tokens.texts
    for words in (1, 2):
        if keys[token + words + 1 : token + words + 2] == ["{"] and _is_word(keys[token + words]):
            word = "".join(texts[token : token + words])
            return is_foreign(word) or nearest(word, file_keywords()) is not None
    return False


def _is_word(key: str) -> bool:
    return key == NAME or key[0].isalpha()
