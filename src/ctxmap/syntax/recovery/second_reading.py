"""A text that could not be parsed, read a second time, with all that is known about mistakes.

Foreign characters and wrong names are replaced first, in the whole text; then errors are recovered from one by one.
"""

from __future__ import annotations

import msgspec

from ctxmap.findings.finding import Finding
from ctxmap.syntax.automaton import automaton
from ctxmap.syntax.driver import Driver
from ctxmap.syntax.lex import Tokens, tokenize
from ctxmap.syntax.recovery.associations import complete_associations
from ctxmap.syntax.recovery.characters import read_characters
from ctxmap.syntax.recovery.enum_values import separate_values
from ctxmap.syntax.recovery.foreign_syntax import foreign_syntax
from ctxmap.syntax.recovery.indentation import put_braces
from ctxmap.syntax.recovery.lines import Lines
from ctxmap.syntax.recovery.names import join_names
from ctxmap.syntax.recovery.recover import Recovery
from ctxmap.syntax.recovery.surplus_modifiers import remove_modifiers
from ctxmap.syntax.tree import Comment, Member
from ctxmap.text.source import Source, Span


class Reading(msgspec.Struct, frozen=True):
    """What was read: the tree's members, the tokens, what was found, and the places that were left out."""

    members: tuple[Member, ...]
    tokens: Tokens
    findings: list[Finding]
    gaps: tuple[Span, ...] = ()
    is_whole: bool = False
    """Whether nothing was wrong but what was replaced."""


def read_again(source: Source, first: Driver) -> Reading:
    """Read a text that has mistakes; `first` is the driver of the first reading, where that ended."""
    tokens = first.tokens
    lines = Lines(source.text, tokens)
    if foreign := foreign_syntax(source, tokens, lines):
        return Reading((), tokens, [foreign], (Span(source.path, 0, len(source.text)),))
    text, findings = read_characters(source)
    if findings:
        tokens = tokenize(text, automaton().keywords)
        written = (source.text[comment.start : comment.end] for comment in tokens.comments)
        tokens.comments[:] = [
            Comment(text, comment.start, comment.end) for text, comment in zip(written, tokens.comments, strict=True)
        ]
    count = tokens.count
    findings += separate_values(source, tokens, first.tokens.maybe_values) if tokens is first.tokens else ()
    findings += remove_modifiers(source, tokens)
    findings += put_braces(source, tokens)
    complete_associations(source, tokens)
    names = join_names(source, tokens)
    is_other = bool(findings or names) or tokens.count != count
    if is_other:
        tokens.swapped.clear()  # it is all read again
    recovery = Recovery(source, Driver(tokens, 0, [0], []) if is_other else first)
    members = recovery.read_all()
    is_whole = not recovery.findings
    findings += recovery.findings
    taken = [finding.at for finding in findings]
    findings += (name.finding() for name in names if not any(_covers(at, name.places[0]) for at in taken))
    return Reading(members, tokens, findings, tuple(recovery.gaps), is_whole)


def _covers(at: Span, name: Span) -> bool:
    return at.start <= name.start and name.end <= at.end
