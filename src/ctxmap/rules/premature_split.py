"""While a domain is still being discovered its boundaries move, and moving them between services is costly."""

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
                f'"{context.name}" is split into {number} services, but its domain is not yet understood',
                hint="keep one service until the boundaries are stable: `decomposition = PER_CONTEXT`",
                related=[("its evolution is declared here", context.place("evolution"))],
            )
