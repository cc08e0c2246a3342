"""Frontends and their backends are the edge of the system; domain contexts must not depend on them."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import Model
from ctxmap.model.index import contexts
from ctxmap.rules import finding, rule

_EDGE = {"BFF": "BFF", "FRONTEND": "frontend"}


@rule(Severity.ERROR)
def check(model: Model) -> Iterator[Finding]:
    for relationship in model.relationships:
        upstream, downstream = (contexts(model)[side.context] for side in relationship.sides)
        if not relationship.is_symmetric and upstream.type in _EDGE and downstream.is_domain:
            yield finding(
                relationship.downstream,
                f'domain context "{downstream.name}" is downstream of {_EDGE[upstream.type]} "{upstream.name}"',
                hint="reverse the relationship, or move what is needed to a domain context that both can call",
                related=[(f'"{upstream.name}" is a `{upstream.type}`', upstream.place("type"))],
            )
