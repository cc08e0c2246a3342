"""Where one context says what it means by a word, the others that use it should say so too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import msgspec

from ctxmap.analyses.aggregate_names import Key, key_of
from ctxmap.analyses.copies import Copies, copies
from ctxmap.analyses.landscapes import Landscape, landscapes
from ctxmap.analyses.shared_aggregates import shared_aggregates
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
        same = _same_things(model, landscape)
        meant = copies(model, landscape)
        for word, uses in _uses(landscape).items():
            defining = next((use for use in uses if use.term), None)
            for use in uses:
                if defining and defining.term and not use.term and use.thing.qualified_name not in same:
                    yield _undefined(word, use, defining.context, defining.term)
        for key, uses in _aggregates(landscape).items():
            if not any(use.term for use in uses) and (homonym := _homonym(key, uses, same, meant)):
                yield _undefined_by_all(*homonym)


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


def _aggregates(landscape: Landscape) -> dict[Key, list[_Use]]:
    """The aggregates of a word, each context once: a plural, or the name of the context before it, is the same word."""
    by_key: defaultdict[Key, list[_Use]] = defaultdict(list)
    for context in landscape.contexts:
        if context.is_ours:
            terms = {key_of(context, word): term for term in context.terms for word in (*term.aliases, term.name)}
            for key, thing in {key_of(context, each.name): each for each in reversed(context.aggregates)}.items():
                by_key[key].append(_Use(context, thing, terms.get(key)))
    return by_key


def _same_things(model: Model, landscape: Landscape) -> set[str]:
    """The aggregates that `shared-aggregate` reports: there the word isn't the trouble."""
    return {
        one.aggregate.qualified_name
        for each in shared_aggregates(model, landscape)
        for one in (each.occurrence, *each.others)
    }


def _homonym(key: Key, uses: Sequence[_Use], same: set[str], meant: Copies) -> tuple[_Use, _Use] | None:
    """The first two aggregates of a name that no context explains, and that nothing says are one thing."""
    aggregates = [use for use in uses if use.thing.qualified_name not in same]
    for number, use in enumerate(aggregates):
        for earlier in aggregates[:number]:
            if not meant.are_meant(earlier.context, use.context, key):
                return earlier, use
    return None


def _undefined_by_all(earlier: _Use, use: _Use) -> Finding:
    word = use.thing.name
    have = (
        f'both "{earlier.context.name}" and "{use.context.name}" have an aggregate "{word}"'
        if earlier.thing.name == word
        else f'"{earlier.context.name}" has an aggregate "{earlier.thing.name}", "{use.context.name}" has "{word}"'
    )
    return finding(
        use.thing,
        f"{have}, and neither says what it means by the word",
        hint=f'say it in each: `Term {word} "what it means here"`',
        related=[("first declared here", earlier.thing)],
        fix=unsafe(f"add `Term {word}`", AddMember(use.context.at, _skeleton(word, use.context), at_end=True)),
    )


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
