"""The terms of all contexts; a term that several contexts use is shown side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from ctxmap.documents.links import Links
from ctxmap.documents.page import Block, Emphasis, Heading, Text, section, table, text, words
from ctxmap.model.elements import BoundedContext, Model, Term

_COLUMNS = 4
"""The most contexts that are shown side by side."""
_UNDEFINED = (Emphasis(("not defined here",)),)


class _Entry(msgspec.Struct, frozen=True):
    """A term as one context uses it."""

    term: str
    context: str
    meaning: Text
    attributes: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


def glossary(links: Links) -> Iterator[Block]:
    """Terms used in several contexts, side by side, then all other terms.

    An aggregate or entity with the name of another context's term also counts as a use of the term.
    """
    entries = sorted(_entries(links.model), key=lambda entry: (entry.term.casefold(), entry.term))
    by_term: dict[str, list[_Entry]] = {}
    for entry in entries:
        by_term.setdefault(entry.term, []).append(entry)
    shared = [block for several in by_term.values() if len(several) > 1 for block in _side_by_side(links, several)]
    yield from section(3, "Terms used in several contexts", shared)
    only_one = [several[0] for several in by_term.values() if len(several) == 1]
    rest = table(
        ("Term", "Context", "Definition", "Attributes", "Aliases"),
        ((words(entry.term), links.context(entry.context), *_cells(entry)) for entry in only_one),
    )
    yield from section(3, "Other terms", rest) if shared else rest


def _side_by_side(links: Links, entries: Sequence[_Entry]) -> Iterator[Block]:
    """A column for each context, or a row where there are too many."""
    yield Heading(4, text(words(entries[0].term)))
    if len(entries) > _COLUMNS:
        yield from table(
            ("Context", "Definition", "Attributes", "Aliases"),
            ((links.context(each.context), *_cells(each)) for each in entries),
        )
        return
    rows = zip(("Definition", "Attributes", "Aliases"), *map(_cells, entries), strict=True)
    yield from table(("", *(links.context(each.context) for each in entries)), (row for row in rows if any(row[1:])))


def _cells(entry: _Entry) -> tuple[Text, str, str]:
    return entry.meaning, words(", ".join(entry.attributes)), words(", ".join(entry.aliases))


def term_row(term: Term) -> tuple[str, str, str, str]:
    """The cells of a term: name, definition, attributes, aliases."""
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
    docs: dict[str, str] = {}
    for thing in (*context.aggregates, *entities):
        docs[thing.name] = docs.get(thing.name) or thing.doc
    return docs
