"""Services and objects of a module that are outside any aggregate are ignored by generators."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.findings.finding import Finding, Severity, listed_up_to
from ctxmap.model.elements import Model
from ctxmap.rules import finding, rule

_LISTED = 5
"""How many of the things a message names."""


@rule(Severity.INFO)
def check(model: Model) -> Iterator[Finding]:
    for context in model.contexts:
        for module in context.modules:
            outside = (*module.objects, *module.enums, *module.services)
            if outside:
                yield finding(
                    module,
                    f'module "{module.name}" has {listed_up_to(_LISTED, (each.name for each in outside))} '
                    "outside any aggregate",
                    hint="move them to the aggregates that they belong to",
                    related=[(f'"{each.name}" is declared here', each) for each in outside[:_LISTED]],
                )
