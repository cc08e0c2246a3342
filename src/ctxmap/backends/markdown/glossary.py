"""The words of all contexts in one table: the same word in several contexts stands side by side."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from ctxmap.backends.markdown.links import Links
from ctxmap.backends.markdown.text import table, words
from ctxmap.model.elements import BoundedContext, Model, Term


class _Entry(msgspec.Struct, frozen=True):
    """A word as one context uses it; `meaning` is Markdown."""

    word: str
    context: str
    meaning: str
    attributes: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


def glossary(links: Links) -> str:
    """Every term, and where an aggregate or entity of another context has the same name, that too."""
    entries = sorted(_entries(links.model), key=lambda entry: (entry.word.casefold(), entry.word))
    return table(
        ("Word", "In", "Means", "Has", "Also called"),
        (
            (
                words(entry.word),
                links.context(entry.context),
                entry.meaning,
                words(", ".join(entry.attributes)),
                words(", ".join(entry.aliases)),
            )
            for entry in entries
        ),
    )


def term_row(term: Term) -> tuple[str, str, str, str]:
    """A term, what it means, has, and is also called."""
    return (
        words(term.title),
        words(term.meaning),
        words(", ".join(term.attributes)),
        words(", ".join(term.aliases)),
    )


def _entries(model: Model) -> Iterator[_Entry]:
    defined = {term.name for context in model.contexts for term in context.terms}
    for context in model.contexts:
        own = {term.name for term in context.terms}
        for term in context.terms:
            meaning = words(term.meaning)
            yield _Entry(term.title, context.qualified_name, meaning, term.attributes, term.aliases)
        for name, doc in _things(context).items():
            if name in defined and name not in own:
                yield _Entry(name, context.qualified_name, words(doc) or "*not defined here*")


def _things(context: BoundedContext) -> dict[str, str]:
    """Aggregates and entities by name, with the first doc string that one of that name has."""
    entities = [thing for thing in context.all_objects if thing.kind == "ENTITY"]
    found: dict[str, str] = {}
    for thing in (*context.aggregates, *entities):
        found[thing.name] = found.get(thing.name) or thing.doc
    return found
