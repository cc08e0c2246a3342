"""Where the names of declarations are written in the texts of some models: at the declarations, and where they refer.

Models may share files, so a declaration is identified by its place. In a reference such as `Order::place` every part is
a name of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

import msgspec

from ctxmap.model.elements import Model, Named
from ctxmap.model.walk import elements, references
from ctxmap.text.source import Source, Span


class Name(msgspec.Struct, frozen=True, eq=False):
    """A name in a text, and the qualified name of what it means; `element` is what it declares, if it does."""

    at: Span
    target: str
    element: Named | None = None


class Names:
    """The names in all texts of some models."""

    def __init__(self, models: Sequence[Model], sources: Mapping[str, Source]) -> None:
        self._models = models
        self._sources = sources

    @cached_property
    def by_model(self) -> list[list[Name]]:
        """The names of each model; they are looked for when the first request needs them."""
        return [list(_names(model, self._sources)) for model in self._models]

    def at(self, path: str, offset: int) -> list[Name]:
        """The names at a place of a text; several if several models, or several kinds of elements, have it."""
        return [
            name
            for names in self.by_model
            for name in names
            if name.at.path == path and name.at.start <= offset <= name.at.end
        ]

    def declarations(self, of: Sequence[Name]) -> list[Name]:
        """What some names declare or refer to, each place once."""
        places = self._declared(of)
        every = (name for names in self.by_model for name in names if name.element and name.at in places)
        return list({name.at: name for name in every}.values())

    def declared_as(self, word: str) -> list[Name]:
        """The declarations of that name, each place once."""
        every = (name for names in self.by_model for name in names if name.element and name.element.name == word)
        return list({name.at: name for name in every}.values())

    def occurrences(self, of: Sequence[Name]) -> list[Name]:
        """All names, in all models, that mean the same as some names, each place once and in the order of the text."""
        places = self._declared(of)
        found: dict[Span, Name] = {}
        for names in self.by_model:
            targets = {name.target for name in names if name.element and name.at in places}
            for name in names:
                if name.target in targets and (name.at not in found or name.element):
                    found[name.at] = name
        return sorted(found.values(), key=lambda name: (name.at.path, name.at.start))

    def _declared(self, of: Sequence[Name]) -> set[Span]:
        wanted = {id(name) for name in of}
        places: set[Span] = set()
        for names in self.by_model:
            targets = {name.target for name in names if id(name) in wanted}
            places |= {name.at for name in names if name.element and name.target in targets}
        return places


def at_cursor(found: Sequence[Name]) -> list[Name]:
    """The names that a cursor means, of those at its offset: between the parts of `A::B`, the later one."""
    last = max((each.at.start for each in found), default=0)
    return [each for each in found if each.at.start == last]


def _names(model: Model, sources: Mapping[str, Source]) -> Iterator[Name]:
    for element in elements(model):
        source = sources.get(element.at.path)
        if source and isinstance(element, Named):
            written = source.text[element.at.start : element.at.end].lstrip("^")
            if written == element.name:  # some elements have no name of their own, and are placed at their keyword
                yield Name(element.at, element.qualified_name, element)
    for at, target in references(model):
        if source := sources.get(at.path):
            yield from _parts(at, source, target)


def _parts(at: Span, source: Source, target: str) -> Iterator[Name]:
    """The parts of a reference, the last first; a part that is left out is skipped in the qualified name."""
    above = target.split("::")
    end = at.end
    for part in reversed(source.text[at.start : at.end].split("::")):
        start = end - len(part)
        word = part.strip().lstrip("^@")
        while above and above[-1] != word:
            if end == at.end:  # a second declaration of one name has a number behind it
                break
            above.pop()
        if not above:
            return
        first = start + part.find(word) if word else start
        yield Name(Span(at.path, first, first + len(word)), "::".join(above))
        above.pop()
        end = start - 2
