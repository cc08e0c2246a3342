"""Values of an enum without commas: `OPEN`, `CLOSED` and `LOST` on lines of their own, or all in capitals.

The language reads `OPEN CLOSED` as an attribute `CLOSED` of the type `OPEN`, so this is no error for the parser.
"""

from __future__ import annotations

from ctxmap.findings.finding import Finding
from ctxmap.findings.fix import Replace, safe
from ctxmap.syntax.lex import Tokens
from ctxmap.syntax.recovery.edit import is_word
from ctxmap.syntax.recovery.lines import Lines
from ctxmap.syntax.tables import STRING
from ctxmap.syntax.wording import quoted, syntax_finding
from ctxmap.text.source import Source, Span

_FLAGS = ("aggregateLifecycle", "ordinal")


def separate_values(source: Source, tokens: Tokens, suspects: list[int]) -> list[Finding]:
    """Put commas between the values of enums; a finding for each enum. `suspects` are tokens that may be values."""
    lines = Lines(source.text, tokens)
    findings: list[Finding] = []
    insertions: list[int] = []
    done = -1
    for suspect in sorted(suspects):
        if suspect > done and _are_values(tokens, lines, suspect):
            begin, done = _body(tokens, suspect)
            commas = [token for token in range(begin + 1, done) if _lacks_comma(tokens, lines, begin, token)]
            if commas:
                findings.append(_finding(source, tokens, commas))
                insertions += commas
    for token in reversed(insertions):
        place = tokens.ends[token - 1]
        for values, value in ((tokens.keys, ","), (tokens.texts, ","), (tokens.starts, place), (tokens.ends, place)):
            values.insert(token, value)  # type: ignore[arg-type]
    tokens.count = len(tokens.keys)
    return findings


def _are_values(tokens: Tokens, lines: Lines, first: int) -> bool:
    """Whether a type and a name are rather two values: they are on two lines, or both in capitals."""
    both_capitals = tokens.texts[first].isupper() and tokens.texts[first + 1].isupper()
    return is_word(tokens.keys[first + 1]) and (lines.begins(first + 1) or both_capitals)


def _body(tokens: Tokens, inside: int) -> tuple[int, int]:
    begin, end = inside, inside
    while tokens.keys[begin] != "{":
        begin -= 1
    while tokens.keys[end] not in ("}", "<end>"):
        end += 1
    return begin, end


def _lacks_comma(tokens: Tokens, lines: Lines, brace: int, token: int) -> bool:
    """Whether a value begins here, and another one ends before it."""
    before, keys = token - 1, tokens.keys
    if not (is_word(keys[token]) or keys[token] == STRING) or tokens.texts[before] in _FLAGS:
        return False
    if keys[before] == ")":
        return True
    if before == brace or not is_word(keys[before]):
        return False
    is_attribute = is_word(keys[before - 1]) and not lines.begins(before) and before - 1 > brace
    both_capitals = tokens.texts[before].isupper() and tokens.texts[token].isupper()
    return both_capitals or (lines.begins(token) and not is_attribute)


def _finding(source: Source, tokens: Tokens, commas: list[int]) -> Finding:
    first = commas[0]
    before, after = tokens.texts[first - 1], tokens.texts[first]
    at = Span(source.path, tokens.starts[first - 1], tokens.ends[first - 1])
    ends = [tokens.ends[token - 1] for token in commas]
    fix = safe("write `,` between the values", *(Replace(Span(source.path, end, end), ",") for end in ends))
    more = len(commas) - 1
    others = f", and in {more} more place{'s' if more > 1 else ''}" if more else ""
    return syntax_finding(at, f"missing `,` between {quoted(before)} and {quoted(after)}{others}", fix=fix)
