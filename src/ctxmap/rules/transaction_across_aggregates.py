"""An aggregate is the unit of consistency; aggregates that change in one transaction may be one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ctxmap.analyses.deployables import is_one_store, service_of
from ctxmap.analyses.landscapes import landscapes
from ctxmap.findings.finding import Finding, Severity, listed
from ctxmap.model.elements import BoundedContext, Model, Transaction
from ctxmap.model.index import aggregates, context_of
from ctxmap.rules import finding, rule


@rule(Severity.WARNING)
def check(model: Model) -> Iterator[Finding]:
    for transaction in model.all_transactions:
        if transaction.consistency == "ACID" and len(transaction.all_aggregates) > 1:
            owners = [context_of(model, name) for name in transaction.all_aggregates]
            contexts = list(dict.fromkeys(owner for owner in owners if owner))
            services = {service_of(model).get(name) for name in transaction.all_aggregates}
            service = services.pop() if len(services) == 1 else None
            if service:
                yield _across(model, transaction, f'"{service.name}"', contexts)
            elif len(contexts) > 1 and is_one_store(model, contexts):
                deployable = landscapes(model)[0].deployables[contexts[0].qualified_name]
                yield _across(model, transaction, f'deployable "{deployable.name}"', contexts)


def _across(model: Model, transaction: Transaction, where: str, contexts: Sequence[BoundedContext]) -> Finding:
    changed = [aggregates(model)[name] for name in transaction.all_aggregates]
    return finding(
        transaction,
        f'"{transaction.name}" is ACID and spans {len(changed)} aggregates of {where}: '
        + listed(aggregate.name for aggregate in changed),
        hint="merge the aggregates if they must always be consistent; otherwise update the second one through an event",
        severity=Severity.INFO if all(context.type == "LEGACY" for context in contexts) else None,
        related=[(f'it changes "{aggregate.name}"', aggregate) for aggregate in changed],
    )
