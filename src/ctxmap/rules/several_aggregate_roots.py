"""An aggregate has exactly one root, which guards its invariants."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import Model
from ctxmap.model.index import aggregates
from ctxmap.rules import finding, rule


@rule(Severity.ERROR)
def check(model: Model) -> Iterator[Finding]:
    for aggregate in aggregates(model).values():
        for second in aggregate.roots[1:]:
            first = aggregate.roots[0]
            yield finding(
                second.place("aggregateRoot"),
                f'aggregate "{aggregate.name}" has two roots, "{first.name}" and "{second.name}"',
                hint="keep `aggregateRoot` on one of them, or split the aggregate",
                related=[("the first root is declared here", first)],
            )
