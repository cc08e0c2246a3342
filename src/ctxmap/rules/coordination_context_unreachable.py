"""A coordination can only call contexts that are upstream of its own context."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.analyses.coordinations import coordination_steps, spoken_to
from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import Model
from ctxmap.rules import finding, rule


@rule(Severity.ERROR)
def check(model: Model) -> Iterator[Finding]:
    for step in coordination_steps(model) if model.is_whole else ():
        home, context = step.home, step.context
        if context is not home and context.qualified_name not in spoken_to(model)[home.qualified_name]:
            yield finding(
                step.reference.place("context"),
                f'"{step.coordination.name}" calls "{context.name}", which is not upstream of "{home.name}"',
                hint=f"add the relationship `{context.name} [U] -> [D] {home.name}`",
                related=[(f'"{context.name}" is declared here', context)],
            )
