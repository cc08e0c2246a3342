"""A service with many aggregates may be several services; it is worth a look, not a split."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.analyses.deployables import deployable_services
from ctxmap.findings import Finding, Severity
from ctxmap.model.elements import Element, Model
from ctxmap.model.index import contexts
from ctxmap.rules import finding, rule

_AGGREGATES = 7
"""So many aggregates in one deployable service are no crowd."""


@rule(Severity.INFO)
def check(model: Model) -> Iterator[Finding]:
    for service in deployable_services(model):
        context = contexts(model)[service.context]
        number = len(set(service.aggregates))
        if context.is_ours and number > _AGGREGATES:
            place: Element = next((each for each in context.microservices if each.name == service.name), context)
            yield finding(
                place if context.decomposition == "CUSTOM" else context,
                f'"{service.name}" has {number} aggregates in one service, more than {_AGGREGATES}',
                hint="see whether some of them change together and apart from the others: they may be a context",
            )
