"""An aggregate is in one state at a time; two lifecycles are two aggregates, or one state too many."""

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
                f'"{second.name}" defines states of aggregate "{aggregate.name}", as "{lifecycles[0].name}" does',
                hint="leave `aggregateLifecycle` to one of them; what else varies is a plain enum",
                related=[("the first lifecycle stands here", lifecycles[0])],
            )
