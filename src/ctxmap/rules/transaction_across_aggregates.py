"""An aggregate is the unit of consistency; aggregates that change in one transaction may be one."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.analyses.deployables import DeployableService, service_of
from ctxmap.findings.finding import Finding, Severity, listed
from ctxmap.model.elements import Model, Transaction
from ctxmap.model.index import aggregates, contexts
from ctxmap.rules import finding, rule


@rule(Severity.WARNING)
def check(model: Model) -> Iterator[Finding]:
    for transaction in model.all_transactions:
        if transaction.consistency == "ACID" and len(transaction.all_aggregates) > 1:
            services = {service_of(model).get(name) for name in transaction.all_aggregates}
            for service in services if len(services) == 1 else ():
                if service:
                    yield _across(model, transaction, service)


def _across(model: Model, transaction: Transaction, service: DeployableService) -> Finding:
    changed = [aggregates(model)[name] for name in transaction.all_aggregates]
    return finding(
        transaction,
        f'"{transaction.name}" is ACID and spans {len(changed)} aggregates of "{service.name}": '
        + listed(aggregate.name for aggregate in changed),
        hint="merge the aggregates if they must always be consistent; otherwise update the second one through an event",
        severity=Severity.INFO if contexts(model)[service.context].type == "LEGACY" else None,
        related=[(f'it changes "{aggregate.name}"', aggregate) for aggregate in changed],
    )
