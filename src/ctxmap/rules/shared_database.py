"""A data store has one owner: what several own, none can change, scale or move alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

import msgspec

from ctxmap.analyses.copies import is_extracted
from ctxmap.analyses.databases import plain_name
from ctxmap.analyses.deployables import place
from ctxmap.analyses.landscapes import Landscape, landscapes
from ctxmap.findings.finding import Finding, Severity, listed
from ctxmap.model.elements import BoundedContext, Model, Quoted
from ctxmap.rules import finding, rule

_LISTED = 5
"""A thousand owners of one store get a thousand findings; if each listed all others, a million places."""
_HINTS = {
    Severity.ERROR: "give it to one of them; the others call that one, or keep what they need from its events",
    Severity.WARNING: "the extraction is finished when each has its own data: move the data, or say `extractedFrom`",
    Severity.INFO: "they run as one process, so this works; a schema for each would keep their data apart",
}


class _Owner(msgspec.Struct, frozen=True, eq=False):
    """A context, microservice or deployable, and where it names the data store.

    `context`: its own, or the one that it is cut from, or the first that it holds. `process`: where it runs.
    """

    name: str
    context: BoundedContext
    database: Quoted
    process: str


@rule(Severity.ERROR)
def check(model: Model) -> Iterator[Finding]:
    for landscape in landscapes(model):
        owners_of: dict[str, dict[str, _Owner]] = {}
        for context in landscape.contexts:
            if context.is_ours or context.type == "LEGACY":
                for owner in _owners(landscape, context):
                    owners_of.setdefault(plain_name(owner.database), {}).setdefault(owner.name, owner)
        for owner in reversed(list(_deployables(model, landscape))):
            owners = owners_of.setdefault(plain_name(owner.database), {})
            if owner.process not in (each.process for each in owners.values()):
                owners_of[plain_name(owner.database)] = {owner.process: owner, **owners}
        for owners in owners_of.values():
            yield from _shared(model, owners)


def _owners(landscape: Landscape, context: BoundedContext) -> list[_Owner]:
    """What the microservices of a context own, and what the context owns and none of them; in the order of the text."""
    of_services = [(each.qualified_name, database) for each in context.microservices for database in each.databases]
    claimed = {plain_name(database) for _, database in of_services}
    of_context = [(context.qualified_name, each) for each in context.databases if plain_name(each) not in claimed]
    in_order = sorted(of_services + of_context, key=lambda owner: owner[1].at.start)
    process = place(landscape, context.qualified_name)
    is_deployable = process != context.qualified_name
    return [_Owner(name, context, each, process if is_deployable else name) for name, each in in_order]


def _deployables(model: Model, landscape: Landscape) -> Iterator[_Owner]:
    """The data stores of deployables that have contexts of ours or legacy ones; first of all owners, as the largest."""
    first = {
        place(landscape, each.qualified_name): each
        for each in reversed(landscape.contexts)
        if each.is_ours or each.type == "LEGACY"
    }
    counted = set(landscape.deployables.values())
    for deployable in (each for each in model.deployables if each in counted):
        process = f"Deployable {deployable.name}"
        context = first.get(process)
        if context:
            yield from (_Owner(deployable.name, context, database, process) for database in deployable.databases)


def _shared(model: Model, owners: Mapping[str, _Owner]) -> Iterator[Finding]:
    first, *later = owners
    for name in later:
        owner = owners[name]
        left = _left(model, owner, owners)
        compared = (
            (other, _severity(owner, other))
            for other in owners.values()
            # what two have from one legacy system `extracted-shares-legacy-data` reports
            if other is not owner and left.isdisjoint(_left(model, other, owners))
        )
        others = list(islice(((other, severity) for other, severity in compared if severity), _LISTED))
        if others:
            severity = max(severity for _, severity in others)
            more = f"{len(later) - len(others)} more" if len(others) == _LISTED < len(later) else ""
            names = listed((each.name for each, _ in others), more)
            yield finding(
                owner.database,
                f'"{owner.name}" shares database "{owner.database.value}" with {names}',
                hint=_HINTS[severity],
                related=[
                    ("first declared here" if each is owners[first] else "and here", each.database)
                    for each, _ in others
                ],
                severity=severity,
            )


def _left(model: Model, owner: _Owner, owners: Mapping[str, _Owner]) -> set[str]:
    """The legacy systems among the owners that it is extracted from, or that it is."""
    return {
        other.context.qualified_name
        for other in owners.values()
        if other.context.type == "LEGACY"
        and (
            other.context is owner.context
            or (owner.context.extracted_from and is_extracted(model, owner.context, other.context))
        )
    }


def _severity(one: _Owner, other: _Owner) -> Severity | None:
    """How bad it is that two own one store; None where neither is ours."""
    contexts = one.context, other.context
    if not any(each.is_ours for each in contexts):
        return None
    if "LEGACY" in (each.type for each in contexts):
        return Severity.WARNING
    return Severity.INFO if one.process == other.process else Severity.ERROR
