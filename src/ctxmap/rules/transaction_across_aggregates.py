"""An aggregate is the unit of consistency; aggregates that change in one transaction may be one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ctxmap.analyses.deployables import is_one_store, service_of
from ctxmap.analyses.landscapes import landscapes
from ctxmap.analyses.transactions import changed_aggregates
from ctxmap.findings.finding import Finding, Severity, listed
from ctxmap.model.elements import Aggregate, BoundedContext, Model, Transaction
from ctxmap.model.index import context_of
from ctxmap.rules import finding, rule


@rule(Severity.WARNING)
def check(model: Model) -> Iterator[Finding]:
    for transaction in model.all_transactions:
        changed = changed_aggregates(model, transaction) if transaction.consistency == "ACID" else ()
        if len(changed) > 1:
            owners = [context_of(model, aggregate.qualified_name) for aggregate in changed]
            contexts = list(dict.fromkeys(owner for owner in owners if owner))
            services = {service_of(model).get(aggregate.qualified_name) for aggregate in changed}
            service = services.pop() if len(services) == 1 else None
            if service:
                yield _across(transaction, changed, f'"{service.name}"', contexts)
            elif len(contexts) > 1 and is_one_store(model, contexts):
                deployable = landscapes(model)[0].deployables[contexts[0].qualified_name]
                yield _across(transaction, changed, f'deployable "{deployable.name}"', contexts)


def _across(
    transaction: Transaction, changed: Sequence[Aggregate], where: str, contexts: Sequence[BoundedContext]
) -> Finding:
    return finding(
        transaction,
        f'"{transaction.name}" is ACID and spans {len(changed)} aggregates of {where}: '
        + listed(aggregate.name for aggregate in changed),
        hint="merge the aggregates if they must always be consistent; otherwise update the second one through an event",
        severity=Severity.INFO if all(context.type == "LEGACY" for context in contexts) else None,
        related=[(f'it changes "{aggregate.name}"', aggregate) for aggregate in changed],
    )
