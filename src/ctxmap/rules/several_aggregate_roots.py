"""An aggregate has one root: what may be changed through two has no one to guard it."""

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
                f'"{second.name}" is a second root of aggregate "{aggregate.name}", whose root is "{first.name}"',
                hint="leave `aggregateRoot` to one of them, or make two aggregates",
                related=[("the first root stands here", first)],
            )
