"""Reading another context's data directly couples the reader to how the data is stored."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.analyses.migration.stages import is_out_of
from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import Model
from ctxmap.model.index import aggregates, context_of
from ctxmap.rules import finding, rule


@rule(Severity.WARNING)
def check(model: Model) -> Iterator[Finding]:
    for context in model.contexts:
        for reference in context.reads:
            owner = context_of(model, reference.target or "")
            if owner and owner is not context and not is_out_of(model, context, owner):
                aggregate = aggregates(model)[reference.target or ""]
                yield finding(
                    reference,
                    f'"{context.name}" reads the data of aggregate "{aggregate.name}", which belongs to "{owner.name}"',
                    hint=f'call an operation of "{owner.name}", or keep a copy of the data that its events update',
                    related=[("the aggregate is declared here", aggregate)],
                )
