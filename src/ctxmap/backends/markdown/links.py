"""Where things are found: links between the pages, to the pictures and to the contracts.

A link is made only to what the backends write for this very model.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from ctxmap.analyses.call_contracts import call_contracts
from ctxmap.analyses.message_contracts import contexts_with_messages
from ctxmap.backends.markdown.text import code, link, words
from ctxmap.model import index
from ctxmap.model.elements import Aggregate, BoundedContext, ContextMap, Model, Reference, Relationship
from ctxmap.model.facts import once_per_model
from ctxmap.model.names import context_files, kebab_case, map_files, relationship_anchor


class Links(msgspec.Struct, frozen=True):
    """Links from one page: `root` leads from it to the output folder, `contexts` to the contexts' pages."""

    model: Model
    root: str = ""
    contexts: str = "contexts/"

    def context(self, name: str) -> str:
        """A context's title, linked to its page."""
        context = index.contexts(self.model).get(name)
        return link(words(context.title), f"{self.contexts}{context_files(self.model)[name]}.md") if context else ""

    def targets(self, references: Iterable[Reference]) -> Iterator[str]:
        """The contexts that references mean, linked to their pages."""
        return (self.context(reference.target) for reference in references if reference.target)

    def aggregate(self, reference: Reference) -> str:
        """An aggregate's name as it was written, linked to its section."""
        aggregate = index.aggregates(self.model).get(reference.target or "")
        if aggregate is None:
            return code(reference.name)
        file = context_files(self.model)[aggregate.qualified_name.partition("::")[0]]
        return link(words(aggregate.title), f"{self.contexts}{file}.md#{aggregate_anchor(aggregate)}")

    def contracts(self, context: BoundedContext) -> Iterator[str]:
        """Links to the API documents of a context."""
        name = context.qualified_name
        file = context_files(self.model)[name]
        if name in _with_operations(self.model):
            yield link("OpenAPI", f"{self.root}openapi/{file}.yaml")
        if name in contexts_with_messages(self.model):
            yield link("AsyncAPI", f"{self.root}asyncapi/{file}.yaml")

    def map(self, context_map: ContextMap) -> str:
        """Where a map's picture is."""
        return f"{self.root}maps/{map_files(self.model)[context_map.qualified_name]}.svg"

    def relationship(self, context_map: ContextMap, relationship: Relationship, markdown: str) -> str:
        """A link to a relationship's row in the index."""
        return link(markdown, f"{self.root}index.md#{relationship_anchor(self.model, context_map, relationship)}")


def aggregate_anchor(aggregate: Aggregate) -> str:
    """The name of an aggregate's section: `aggregate-payment-payment`."""
    return f"aggregate-{kebab_case(aggregate.qualified_name)}"


@once_per_model
def _with_operations(model: Model) -> frozenset[str]:
    """The names of the contexts that have an OpenAPI document."""
    return frozenset(offer.context.qualified_name for offer in call_contracts(model))
