"""Within one context, a word has one meaning."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import BoundedContext, Model, Term
from ctxmap.rules import finding, rule
from ctxmap.text.source import Span


@rule(Severity.WARNING)
def check(model: Model) -> Iterator[Finding]:
    for context in model.contexts:
        first: dict[str, Term] = {}
        for term in context.terms:
            for word in dict.fromkeys((term.name, *term.aliases)):
                if first.setdefault(word, term) is not term:
                    yield _two_meanings(context, word, first[word], term)


def _two_meanings(context: BoundedContext, word: str, first: Term, second: Term) -> Finding:
    both = f'means both "{first.name}" and "{second.name}"' if first.name != second.name else "is defined twice"
    return finding(
        _place(second, word),
        f'"{word}" {both} in "{context.name}"',
        hint="keep one meaning, or separate the two groups of people into contexts of their own",
        related=[("first used here", _place(first, word))],
    )


def _place(term: Term, word: str) -> Span:
    return term.at if word == term.name else term.place(word)
