"""Which data stores there are, and whose they are. Their names are compared without case and punctuation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ctxmap.analyses.landscapes import Landscape
from ctxmap.model.elements import BoundedContext, Quoted


def plain_name(database: Quoted) -> str:
    """The name of a data store without case and punctuation."""
    return re.sub(r"[\W_]+", "", database.value).casefold() or database.value


def databases_of(context: BoundedContext) -> Iterator[Quoted]:
    """The data stores of a context and of its microservices."""
    yield from context.databases
    yield from (database for service in context.microservices for database in service.databases)


def databases_in(landscape: Landscape, context: BoundedContext) -> Iterator[Quoted]:
    """The data stores that a context writes to in a landscape: its own, and those of the deployable that it is in."""
    yield from databases_of(context)
    deployable = landscape.deployables.get(context.qualified_name)
    yield from deployable.databases if deployable else ()


def by_plain_name(databases: Iterable[Quoted]) -> dict[str, Quoted]:
    """Data stores by plain name, each at the first place that names it, in the order of these places."""
    found: dict[str, Quoted] = {}
    for database in databases:
        found.setdefault(plain_name(database), database)
    return found
