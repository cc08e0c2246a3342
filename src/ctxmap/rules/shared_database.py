"""A data store has one owner: what several own, none can change, scale or move alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from ctxmap.analyses.landscapes import landscapes
from ctxmap.findings.finding import Finding, Severity, listed
from ctxmap.model.elements import BoundedContext, Model, Quoted
from ctxmap.rules import finding, rule

_LISTED = 5
"""A thousand owners of one store get a thousand findings; if each listed all others, a million places."""


@rule(Severity.ERROR)
def check(model: Model) -> Iterator[Finding]:
    for landscape in landscapes(model):
        owners_of: dict[str, dict[str, Quoted]] = {}
        for context in filter(lambda each: each.is_ours, landscape.contexts):
            for owner, database in _owners(context):
                owners_of.setdefault(database.value, {}).setdefault(owner, database)
        for owners in owners_of.values():
            yield from _shared(owners)


def _owners(context: BoundedContext) -> list[tuple[str, Quoted]]:
    """What the microservices of a context own, and what the context owns and none of them; in the order of the text."""
    of_services = [(each.qualified_name, database) for each in context.microservices for database in each.databases]
    claimed = {database.value for _, database in of_services}
    of_context = [(context.qualified_name, each) for each in context.databases if each.value not in claimed]
    return sorted(of_services + of_context, key=lambda owner: owner[1].at.start)


def _shared(owners: Mapping[str, Quoted]) -> Iterator[Finding]:
    first, *later = owners
    for owner in later:
        others = [other for other in islice(owners, _LISTED + 1) if other != owner][:_LISTED]
        more = f"{len(later) - len(others)} more" if len(later) > len(others) else ""
        yield finding(
            owners[owner],
            f'"{owner}" shares database "{owners[owner].value}" with {listed(others, more)}',
            hint="give it to one of them; the others call that one, or keep what they need from its events",
            related=[("first declared here" if other == first else "and here", owners[other]) for other in others],
        )
