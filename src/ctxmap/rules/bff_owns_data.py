"""A backend for a frontend combines and formats data; the data itself belongs to domain contexts."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import BoundedContext, Model
from ctxmap.model.names import kebab_case
from ctxmap.rules import finding, rule

_COPIES = frozenset({"cache", "caches", "session", "sessions"})
"""Words in the name of a store that may be emptied at any time."""


@rule(Severity.ERROR)
def check(model: Model) -> Iterator[Finding]:
    for context in model.contexts:
        if context.type == "BFF":
            yield from _aggregates(context)
            yield from _databases(context)


def _aggregates(bff: BoundedContext) -> Iterator[Finding]:
    for aggregate in bff.aggregates:
        yield finding(
            aggregate,
            f'BFF "{bff.name}" has aggregate "{aggregate.name}"',
            hint="move it to the domain context that it belongs to, and call that context from the BFF",
        )


def _databases(bff: BoundedContext) -> Iterator[Finding]:
    of_services = (database for microservice in bff.microservices for database in microservice.databases)
    for database in (*bff.databases, *of_services):
        if _COPIES.isdisjoint(kebab_case(database.value).split("-")):
            yield finding(
                database,
                f'BFF "{bff.name}" owns database "{database.value}"',
                hint="let a domain context own the data; for a cache or session store, use a name such as `web-cache`",
            )
