"""A service with many aggregates may contain several models; check whether it should be split."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from ctxmap.analyses.deployables import deployable_services
from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import Element, Model
from ctxmap.model.index import contexts
from ctxmap.rules import Number, finding, rule


class Limits(msgspec.Struct, frozen=True):
    """How many aggregates are fine."""

    most: Number = 7
    """The most aggregates that one deployable service may have."""


@rule(Severity.INFO, Limits())
def check(model: Model, limits: Limits) -> Iterator[Finding]:
    for service in deployable_services(model):
        context = contexts(model)[service.context]
        number = len(set(service.aggregates))
        if context.is_ours and number > limits.most:
            place: Element = next((each for each in context.microservices if each.name == service.name), context)
            yield finding(
                place if context.decomposition == "CUSTOM" else context,
                f'"{service.name}" has {number} aggregates in one service (limit {limits.most})',
                hint="check whether some of them change independently of the others and form a context of their own",
            )
