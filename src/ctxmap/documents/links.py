"""Links to pages, diagrams and contracts.

Only what the same build writes is linked; everything else is shown as its name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from ctxmap.documents.page import Blocks, Link, Part, Picture, Place, Text, code, text, words
from ctxmap.model import index
from ctxmap.model.elements import Aggregate, BoundedContext, ContextMap, Model, Reference, Relationship
from ctxmap.model.names import context_files, kebab_case, map_files, relationship_anchor


class Links(msgspec.Struct, frozen=True):
    """Links from any page of a model; `files` are the paths of all that is built."""

    model: Model
    files: frozenset[str] = frozenset()

    def to(self, path: str, *parts: Part, anchor: str = "") -> Text:
        """A text linked to a file of the build; the text alone if the file isn't built."""
        shown = text(*parts)
        return (Link(Place(path, anchor), shown),) if path in self.files else shown

    def picture(self, path: str, shows: str) -> Blocks:
        """A diagram of the build with an alternative text; nothing if it isn't built."""
        return (Picture(Place(path), words(shows)),) if path in self.files else ()

    def context(self, name: str) -> Text:
        """A context's title, linked to its page."""
        context = index.contexts(self.model).get(name)
        return self.to(self.page(context), words(context.title)) if context else ()

    def page(self, context: BoundedContext) -> str:
        """The path of a context's page."""
        return f"contexts/{context_files(self.model)[context.qualified_name]}.md"

    def targets(self, references: Iterable[Reference]) -> Iterator[Text]:
        """The contexts that references mean, linked to their pages."""
        return (self.context(reference.target) for reference in references if reference.target)

    def aggregate(self, reference: Reference) -> Text:
        """An aggregate's name as it was written, linked to its section."""
        aggregate = index.aggregates(self.model).get(reference.target or "")
        return self.aggregate_named(aggregate) if aggregate else text(code(reference.name))

    def aggregate_named(self, aggregate: Aggregate) -> Text:
        """An aggregate's title, linked to its section."""
        context = index.contexts(self.model)[aggregate.qualified_name.partition("::")[0]]
        return self.to(self.page(context), words(aggregate.title), anchor=aggregate_anchor(aggregate))

    def contracts(self, context: BoundedContext) -> Iterator[Text]:
        """Links to the API documents of a context."""
        file = context_files(self.model)[context.qualified_name]
        for name, folder in (("OpenAPI", "openapi"), ("AsyncAPI", "asyncapi")):
            if (path := f"{folder}/{file}.yaml") in self.files:
                yield self.to(path, name)

    def map(self, context_map: ContextMap) -> Text:
        """A map's title, linked to its picture."""
        path = f"maps/{map_files(self.model)[context_map.qualified_name]}.svg"
        return self.to(path, words(context_map.title or "Context map"))

    def relationship(self, context_map: ContextMap, relationship: Relationship, *parts: Part) -> Text:
        """A link to a relationship's row in the index."""
        anchor = relationship_anchor(self.model, context_map, relationship)
        return self.to("index.md", *parts, anchor=anchor)


def aggregate_anchor(aggregate: Aggregate) -> str:
    """The name of an aggregate's section: `aggregate-payment-payment`."""
    return f"aggregate-{kebab_case(aggregate.qualified_name)}"
