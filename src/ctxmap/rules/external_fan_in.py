"""A change to an external system spreads to every context that depends on its model."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import msgspec

from ctxmap.analyses.communication.external_dependents import Dependents, external_dependents
from ctxmap.analyses.landscapes import landscapes
from ctxmap.findings.finding import Finding, Severity, listed
from ctxmap.model.elements import BoundedContext, Model, Relationship
from ctxmap.model.index import contexts
from ctxmap.rules import Number, finding, rule

_LISTED = 5
"""How many of them a message names."""


class Limits(msgspec.Struct, frozen=True):
    """How many contexts may depend on an external system."""

    most: Number = 1
    """This many of our contexts may depend on the model of one external system."""


@rule(Severity.WARNING, Limits())
def check(model: Model, limits: Limits) -> Iterator[Finding]:
    for landscape in landscapes(model):
        for system, dependents in external_dependents(landscape).items():
            backends = {name: each for name, each in dependents.items() if contexts(model)[name].type != "FRONTEND"}
            if len(backends) > limits.most and not _is_standard(system, backends):
                yield _fan_in(contexts(model)[system], backends)


def _is_standard(system: str, dependents: Dependents) -> bool:
    """Whether it publishes its language as an open host and all conform to it, as to an identity provider."""
    stated = [relationship for relationships in dependents.values() for relationship in relationships]
    return all(_is_open_host(system, each) for each in stated)


def _is_open_host(system: str, relationship: Relationship) -> bool:
    host, guest = sorted(relationship.sides, key=lambda side: side.context != system)
    return host.has("OHS") and host.has("PL") and guest.has("CF")


def _fan_in(external: BoundedContext, dependents: Dependents) -> Finding:
    more = f"{len(dependents) - _LISTED} more" if len(dependents) > _LISTED else ""
    return finding(
        external,
        f'{len(dependents)} contexts depend on external system "{external.name}": '
        + listed(islice(dependents, _LISTED), more),
        hint="let one context of its own translate the external model; the others use that context",
        related=[
            (f'"{name}" depends on it here', relationships[0])
            for name, relationships in islice(dependents.items(), _LISTED)
        ],
    )
