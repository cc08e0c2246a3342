"""The words of all contexts in one table: the same word in several contexts stands side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from ctxmap.documents.links import Links
from ctxmap.documents.page import Block, Emphasis, Heading, Text, section, table, text, words
from ctxmap.model.elements import BoundedContext, Model, Term

_COLUMNS = 4
"""So many contexts stand beside each other on a page."""
_UNDEFINED = (Emphasis(("not defined here",)),)


class _Entry(msgspec.Struct, frozen=True):
    """A word as one context uses it."""

    word: str
    context: str
    meaning: Text
    attributes: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


def glossary(links: Links) -> Iterator[Block]:
    """What one word means in several contexts, side by side; then every term.

    Where an aggregate or entity of another context has the name of a term, that counts, too.
    """
    entries = sorted(_entries(links.model), key=lambda entry: (entry.word.casefold(), entry.word))
    by_word: dict[str, list[_Entry]] = {}
    for entry in entries:
        by_word.setdefault(entry.word, []).append(entry)
    shared = [block for several in by_word.values() if len(several) > 1 for block in _side_by_side(links, several)]
    yield from section(3, "One word in several contexts", shared)
    only_one = [several[0] for several in by_word.values() if len(several) == 1]
    rest = table(
        ("Word", "In", "Means", "Has", "Also called"),
        ((words(entry.word), links.context(entry.context), *_told(entry)) for entry in only_one),
    )
    yield from section(3, "All other words", rest) if shared else rest


def _side_by_side(links: Links, entries: Sequence[_Entry]) -> Iterator[Block]:
    """A word, and a column for each context; a row for each, where there are too many."""
    yield Heading(4, text(words(entries[0].word)))
    if len(entries) > _COLUMNS:
        yield from table(
            ("In", "Means", "Has", "Also called"), ((links.context(each.context), *_told(each)) for each in entries)
        )
        return
    rows = zip(("means", "has", "also called"), *map(_told, entries), strict=True)
    yield from table(("In", *(links.context(each.context) for each in entries)), (row for row in rows if any(row[1:])))


def _told(entry: _Entry) -> tuple[Text, str, str]:
    return entry.meaning, words(", ".join(entry.attributes)), words(", ".join(entry.aliases))


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
            meaning = text(words(term.meaning))
            yield _Entry(term.title, context.qualified_name, meaning, term.attributes, term.aliases)
        for name, doc in _things(context).items():
            if name in defined and name not in own:
                yield _Entry(name, context.qualified_name, text(words(doc)) or _UNDEFINED)


def _things(context: BoundedContext) -> dict[str, str]:
    """Aggregates and entities by name, with the first doc string that one of that name has."""
    entities = [thing for thing in context.all_objects if thing.kind == "ENTITY"]
    found: dict[str, str] = {}
    for thing in (*context.aggregates, *entities):
        found[thing.name] = found.get(thing.name) or thing.doc
    return found
