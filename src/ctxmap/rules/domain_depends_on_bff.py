"""A backend for a frontend stands at the edge; nothing in the domain leans on it."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import Model
from ctxmap.model.index import contexts
from ctxmap.rules import finding, rule


@rule(Severity.ERROR)
def check(model: Model) -> Iterator[Finding]:
    for relationship in model.relationships:
        upstream, downstream = (contexts(model)[side.context] for side in relationship.sides)
        if not relationship.is_symmetric and upstream.type == "BFF" and downstream.is_domain:
            yield finding(
                relationship.downstream,
                f'domain context "{downstream.name}" is downstream of BFF "{upstream.name}"',
                hint="turn it round, or move what is needed into a domain context, and let both ask that one",
                related=[(f'"{upstream.name}" is a `BFF`', upstream.place("type"))],
            )
