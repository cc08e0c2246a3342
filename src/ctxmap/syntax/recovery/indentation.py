"""Bodies by indentation, as in YAML and Python: `BoundedContext A:` and indented lines below it.

Nothing in the text says where such a body ends but its indentation, so the braces are put in before anything is read.
"""

from __future__ import annotations

from ctxmap.findings.finding import Finding
from ctxmap.syntax.automaton import declaring_keywords
from ctxmap.syntax.lex import Tokens
from ctxmap.syntax.recovery.edit import is_word
from ctxmap.syntax.recovery.lines import Lines
from ctxmap.syntax.tables import END
from ctxmap.syntax.wording import quoted, syntax_finding
from ctxmap.text.source import Source, Span

_MOST_HEAD = 8
_BLOCKS = ("sync", "async", "batch")


def put_braces(source: Source, tokens: Tokens) -> list[Finding]:
    """Put braces round each body that begins with a colon at the end of a line; one finding for the file."""
    lines = Lines(source.text, tokens)
    colons = [token for token in range(1, tokens.count) if _opens_body(tokens, lines, token)]
    if not colons:
        return []
    finding = _finding(source, tokens, lines, colons)
    insertions = [(_end_of_body(tokens, lines, colon), colon) for colon in colons]
    for colon in colons:
        tokens.keys[colon] = tokens.texts[colon] = "{"
    for end, _ in sorted(insertions, reverse=True):
        place = tokens.ends[end - 1]
        tokens.keys.insert(end, "}")
        tokens.texts.insert(end, "}")
        tokens.starts.insert(end, place)
        tokens.ends.insert(end, place)
    tokens.count = len(tokens.keys)
    return [finding]


def _opens_body(tokens: Tokens, lines: Lines, token: int) -> bool:
    """Whether a colon ends the head of a declaration, and what follows is indented further, or there is nothing."""
    keys = tokens.keys
    if keys[token] != ":" or not (lines.begins(token + 1) or keys[token + 1] == END):
        return False
    first = _head(lines, token)
    is_head = first >= 0 and (
        keys[first] in declaring_keywords() or keys[first] in _BLOCKS or "->" in keys[first:token]
    )
    return is_head and all(is_word(key) or key in (",", "[", "]", "->", "<-", "<->", "@") for key in keys[first:token])


def _head(lines: Lines, token: int) -> int:
    """The first token of a line; -1 if that is far away."""
    return next((each for each in range(token, max(-1, token - 2 * _MOST_HEAD), -1) if lines.begins(each)), -1)


def _end_of_body(tokens: Tokens, lines: Lines, colon: int) -> int:
    """The first token after a body: on a line that is indented no further than its head, or the brace around it."""
    head = lines.indentation(_head(lines, colon))
    depth, end = 0, colon + 1
    while tokens.keys[end] != END:
        if not depth and (tokens.keys[end] == "}" or (lines.begins(end) and lines.indentation(end) <= head)):
            break
        depth += {"{": 1, "}": -1}.get(tokens.keys[end], 0)
        end += 1
    return end


def _finding(source: Source, tokens: Tokens, lines: Lines, colons: list[int]) -> Finding:
    first = colons[0]
    at = Span(source.path, tokens.starts[first], tokens.ends[first])
    head = source.text[tokens.starts[_head(lines, first)] : tokens.ends[first - 1]]
    more = len(colons) - 1
    others = f", and in {more} more place{'s' if more > 1 else ''}" if more else ""
    message = f"a body is written in braces, not by a colon and indentation{others}"
    return syntax_finding(at, message, f"write {quoted(f'{head} {{ … }}', 80)}")
