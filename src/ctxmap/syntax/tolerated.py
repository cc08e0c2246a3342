"""What is read as what it means, and reported all the same: odd blanks, what never ends, words in the wrong place."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import name

from ctxmap.findings.finding import Finding
from ctxmap.findings.fix import Replace, safe, write
from ctxmap.syntax.actions.properties import DEEPEST_TYPE
from ctxmap.syntax.lex import Tokens
from ctxmap.syntax.wording import syntax_finding
from ctxmap.text.source import Source, Span

_BYTE_ORDER_MARK = "\ufeff"
_UNUSUAL_SPACES = ("\xa0", "\u200b", _BYTE_ORDER_MARK)


def findings_for_tolerated(source: Source, tokens: Tokens) -> Iterator[Finding]:
    """A finding for each oddity; one for all blanks of a file."""
    yield from _unusual_spaces(source, tokens)
    yield from (_unclosed(source, offset) for offset in tokens.unclosed)
    yield from (_misplaced(source, tokens, token) for token in dict.fromkeys(tokens.misplaced))
    yield from (_unknown_escape(source, offset) for offset in dict.fromkeys(tokens.unknown_escapes))
    yield from (_swapped(source, start, end) for start, end in dict.fromkeys(tokens.swapped))
    too_deep = [offset for offset, depth in tokens.depths.items() if depth == DEEPEST_TYPE]
    yield from (_too_deep(source, offset) for offset in too_deep)


def _unusual_spaces(source: Source, tokens: Tokens) -> Iterator[Finding]:
    offsets = [at for at in tokens.unusual_spaces if at > 0 or source.text[0] != _BYTE_ORDER_MARK]
    if not offsets:
        return
    first, more = offsets[0], len(offsets) - 1
    kind = name(source.text[first]).lower()
    others = f", and in {more} more place{'s' if more > 1 else ''}" if more else ""
    yield syntax_finding(
        Span(source.path, first, first + 1),
        f"a {kind} is used as a space{others}",
        "write a space; text that is pasted from a web page often contains such characters",
        fix=safe("write spaces", *(_as_blanks(source, at) for at in offsets)),
    )


def _as_blanks(source: Source, offset: int) -> Replace:
    end = offset
    while source.text[end : end + 1] in _UNUSUAL_SPACES:
        end += 1
    return Replace(Span(source.path, offset, end), " " * (end - offset))


def _unclosed(source: Source, offset: int) -> Finding:
    if source.text[offset] == "/":
        at, hint = Span(source.path, offset, offset + 2), "write `*/` at its end"
        return syntax_finding(at, "this comment is not closed", hint)
    quote = source.text[offset]
    at = Span(source.path, offset, offset + 1)
    return syntax_finding(at, "this text is not closed", f"write `{quote}` at its end")


def _unknown_escape(source: Source, offset: int) -> Finding:
    at = Span(source.path, offset, offset + 2)
    written = source.text[offset : offset + 2]
    hint = r"the escape sequences are \b \t \n \f \r \" \' \\ and \u with four hexadecimal digits"
    if not written[1].isprintable():
        return syntax_finding(at, "a backslash at the end of a line is not an escape sequence", hint)
    fix = safe(f"write `\\{written}`", Replace(Span(source.path, offset, offset), "\\"))
    return syntax_finding(at, f"`{written}` is not an escape sequence", f"write `\\{written}`; {hint}", fix=fix)


def _too_deep(source: Source, offset: int) -> Finding:
    at = Span(source.path, offset, offset + 1)
    return syntax_finding(at, f"types are nested more than {DEEPEST_TYPE} deep", "declare a value object instead")


def _misplaced(source: Source, tokens: Tokens, token: int) -> Finding:
    at = Span(source.path, tokens.starts[token], tokens.ends[token])
    written = tokens.texts[token]
    return syntax_finding(
        at,
        f"an operation of a service is written without `{written}`",
        "remove it; only the operations of domain objects begin with `def` or `*`",
        fix=safe(f"remove `{written}`", Replace(Span(source.path, at.start, tokens.starts[token + 1]), "")),
    )


def _swapped(source: Source, start: int, end: int) -> Finding:
    name, *between, type_ = source.text[start:end].split()
    at = Span(source.path, start, end)
    meant = f"{type_} {name}"
    fix = None if between else write(meant, at, sure=True)  # a comment between them would be lost
    return syntax_finding(at, "the type comes first, then the name", f"write `{meant}`", fix=fix)
