"""An aggregate has one lifecycle; a second one suggests a second aggregate."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import Model
from ctxmap.model.index import aggregates
from ctxmap.rules import finding, rule


@rule(Severity.ERROR)
def check(model: Model) -> Iterator[Finding]:
    for aggregate in aggregates(model).values():
        lifecycles = [enum for enum in aggregate.enums if enum.is_lifecycle]
        for second in lifecycles[1:]:
            yield finding(
                second.place("aggregateLifecycle"),
                f'aggregate "{aggregate.name}" has two lifecycles, "{lifecycles[0].name}" and "{second.name}"',
                hint="keep `aggregateLifecycle` on one; the other is a plain enum or belongs to another aggregate",
                related=[("the first lifecycle is declared here", lifecycles[0])],
            )
