"""A service with many aggregates may be several services; it is worth a look, not a split."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from ctxmap.analyses.deployables import deployable_services
from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import Element, Model
from ctxmap.model.index import contexts
from ctxmap.rules import Number, finding, rule


class Limits(msgspec.Struct, frozen=True):
    """What is no crowd."""

    most: Number = 7
    """So many aggregates in one deployable service are no crowd."""


@rule(Severity.INFO, Limits())
def check(model: Model, limits: Limits) -> Iterator[Finding]:
    for service in deployable_services(model):
        context = contexts(model)[service.context]
        number = len(set(service.aggregates))
        if context.is_ours and number > limits.most:
            place: Element = next((each for each in context.microservices if each.name == service.name), context)
            yield finding(
                place if context.decomposition == "CUSTOM" else context,
                f'"{service.name}" has {number} aggregates in one service, more than {limits.most}',
                hint="see whether some of them change together and apart from the others: they may be a context",
            )
