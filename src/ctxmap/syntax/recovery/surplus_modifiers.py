"""Words of other languages before a type: `private final List<T> x`, `static int count`.

The language reads `private final` as an attribute `final` of the type `private`, so this is often no error for the
parser. The words are taken out before anything is read.
"""

from __future__ import annotations

from ctxmap.findings.finding import Finding
from ctxmap.findings.fix import Replace, safe
from ctxmap.syntax.actions.properties import MODIFIERS
from ctxmap.syntax.lex import Tokens
from ctxmap.syntax.recovery.edit import is_word
from ctxmap.syntax.recovery.lines import Lines
from ctxmap.syntax.tables import DOTTED, NAME, QUALIFIED
from ctxmap.syntax.wording import quoted, syntax_finding
from ctxmap.text.source import Source, Span

_BEFORE = ("private", "public", "protected", "package", "-", "@")
_MOST_TOKENS = 12


def remove_modifiers(source: Source, tokens: Tokens) -> list[Finding]:
    """Take out the words before each type and name on a line; a finding for each line."""
    lines = Lines(source.text, tokens)
    findings: list[Finding] = []
    surplus: list[int] = []
    for token in range(tokens.count - 2):
        if token not in surplus and tokens.texts[token] in MODIFIERS and tokens.keys[token] == NAME:
            words = _surplus(tokens, lines, token)
            if words:
                findings.append(_finding(source, tokens, words))
                surplus += words
    for token in reversed(surplus):
        for values in (tokens.keys, tokens.texts, tokens.starts, tokens.ends):
            del values[token]
    tokens.count = len(tokens.keys)
    return findings


def _surplus(tokens: Tokens, lines: Lines, first: int) -> list[int]:
    """The surplus words from the first one on; none if no type and name follow them, or something else is before."""
    keys, begin = tokens.keys, first
    while not lines.begins(begin) and keys[begin - 1] in _BEFORE:
        begin -= 1
    if not lines.begins(begin) and keys[begin - 1] not in ("{", "}", ";"):
        return []
    words, end = list[int](), first
    while tokens.texts[end] in MODIFIERS or keys[end] in _BEFORE:
        words += [end] if tokens.texts[end] in MODIFIERS else []
        end += 1
    if not (is_word(keys[end]) or keys[end] in (DOTTED, QUALIFIED)) or lines.begins(end):
        return []
    name = end + 1
    if keys[name] == "<" and ">" in keys[name : name + _MOST_TOKENS]:
        while keys[name - 1] != ">" or keys[name] == ">":
            name += 1
    return words if is_word(keys[name]) and not lines.begins(name) else []


def _finding(source: Source, tokens: Tokens, words: list[int]) -> Finding:
    at = Span(source.path, tokens.starts[words[0]], tokens.ends[words[-1]])
    spans = [Span(source.path, tokens.starts[word], tokens.starts[word + 1]) for word in words]
    written = quoted(" ".join(tokens.texts[word] for word in words))
    fix = safe(f"remove {written}", *(Replace(span, "") for span in spans))
    return syntax_finding(at, f"unexpected {written} before a type", "remove it", fix=fix)
