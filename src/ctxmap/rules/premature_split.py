"""Nobody knows the borders in a domain that is still being discovered; merging costs more than splitting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ctxmap.analyses.deployables import deployable_services
from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import Model
from ctxmap.rules import finding, rule


@rule(Severity.WARNING)
def check(model: Model) -> Iterator[Finding]:
    services = Counter(service.context for service in deployable_services(model))
    for context in model.contexts:
        number = services[context.qualified_name]
        if context.evolution == "GENESIS" and number > 1:
            yield finding(
                context.place("decomposition"),
                f'"{context.name}" is cut into {number} services, and its domain is in its genesis',
                hint="leave it one service until its borders hold: `decomposition = PER_CONTEXT`",
                related=[("the domain is not yet understood", context.place("evolution"))],
            )
