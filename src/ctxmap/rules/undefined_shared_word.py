"""Where one context says what it means by a word, the others that use it should say so too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import msgspec

from ctxmap.analyses.landscapes import Landscape, landscapes
from ctxmap.analyses.similarity import likenesses
from ctxmap.findings.finding import Finding, Severity
from ctxmap.findings.fix import AddMember, unsafe
from ctxmap.model.elements import Aggregate, BoundedContext, DomainObject, Model, Term
from ctxmap.rules import finding, rule


class _Use(msgspec.Struct, frozen=True, eq=False):
    """A word as the name of an aggregate or entity of a context, and the term that defines it there, if one does."""

    context: BoundedContext
    thing: Aggregate | DomainObject
    term: Term | None


@rule(Severity.INFO)
def check(model: Model) -> Iterator[Finding]:
    for landscape in landscapes(model):
        same = _same_things(landscape)
        for word, uses in _uses(landscape).items():
            defining = next((use for use in uses if use.term), None)
            for use in uses:
                if defining and defining.term and not use.term and use.thing.qualified_name not in same:
                    yield _undefined(word, use, defining.context, defining.term)


def _uses(landscape: Landscape) -> dict[str, list[_Use]]:
    """Who names an aggregate or entity how; a context once for each word, with its aggregate rather than its entity."""
    by_word: defaultdict[str, list[_Use]] = defaultdict(list)
    for context in landscape.contexts:
        if context.is_ours:
            terms = {word: term for term in context.terms for word in (*term.aliases, term.name)}
            entities = [thing for thing in context.all_objects if thing.kind == "ENTITY"]
            for word, thing in {each.name: each for each in (*entities[::-1], *context.aggregates[::-1])}.items():
                by_word[word].append(_Use(context, thing, terms.get(word)))
    return by_word


def _same_things(landscape: Landscape) -> set[str]:
    """The aggregates of which `shared-aggregate` says that they are one thing: there the word isn't the trouble."""
    certain = (each for each in likenesses(c for c in landscape.contexts if c.is_ours) if each.is_certain)
    return {one.aggregate.qualified_name for each in certain for one in (each.occurrence, *each.others)}


def _undefined(word: str, use: _Use, defining: BoundedContext, term: Term) -> Finding:
    return finding(
        use.thing,
        f'"{use.context.name}" doesn\'t say what it means by "{word}", and "{defining.name}" does',
        hint=f'say it: `Term {word} "what it means here"`',
        related=[(f'in "{defining.name}" it means "{term.meaning}"', term)],
        fix=unsafe(f"add `Term {word}`", AddMember(use.context.at, _skeleton(word, use.context), at_end=True)),
    )


def _skeleton(word: str, context: BoundedContext) -> str:
    return f'Term {word} "TODO: what {word} means in {context.name}"'
