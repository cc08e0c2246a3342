"""What can be searched for: where it stands, and where in `map.html` it is told of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ctxmap.backends.html.pictures import Drawing
from ctxmap.documents.links import aggregate_anchor
from ctxmap.model.elements import Aggregate, BoundedContext, Model
from ctxmap.model.names import context_files

Entry = tuple[str, str, str, str]
"""What it is (a key of `Words.kinds`), its name, what it stands in, and what to go to."""


def entries(model: Model, drawings: Sequence[Drawing]) -> list[Entry]:
    """Contexts first, then what is in them, then pictures."""
    files = context_files(model)
    pages = {context.qualified_name: f"contexts/{files[context.qualified_name]}.md" for context in model.contexts}
    found = [("context", context.title, context.name, pages[context.qualified_name]) for context in model.contexts]
    for context in model.contexts:
        found += _inside(context, pages[context.qualified_name])
    return [*found, *(("picture", each.facts.title, each.facts.group, each.path) for each in drawings)]


def _inside(context: BoundedContext, page: str) -> Iterator[Entry]:
    for part in context.parts:
        place = f"{page}#{aggregate_anchor(part)}" if isinstance(part, Aggregate) else page
        where = f"{context.title} · {part.title}" if isinstance(part, Aggregate) else context.title
        if isinstance(part, Aggregate):
            yield "aggregate", part.title, context.title, place
        for thing in part.objects:
            if thing.title == part.title:
                continue  # the root of an aggregate that is named after it
            kind = {"DOMAIN_EVENT": "event", "COMMAND": "command"}.get(thing.kind, "object")
            yield kind, thing.title, where, place
        operations = [operation for service in part.services for operation in service.operations]
        operations += [operation for thing in part.objects for operation in thing.operations]
        for operation in operations:
            yield "operation", operation.title, where, place
    yield from (("operation", operation.title, context.title, page) for operation in context.operations)
    yield from (("term", term.title, context.title, page) for term in context.terms)
