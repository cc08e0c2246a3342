"""What is deployed apart can't be changed in one ACID transaction, except at the price of failing together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ctxmap.analyses.deployables import is_one_store, service_of
from ctxmap.analyses.transactions import changed_aggregates
from ctxmap.findings.finding import Finding, Severity, listed
from ctxmap.model.elements import Aggregate, BoundedContext, Model, Transaction
from ctxmap.model.index import context_of
from ctxmap.rules import finding, rule


@rule(Severity.ERROR)
def check(model: Model) -> Iterator[Finding]:
    for transaction in model.all_transactions:
        if transaction.consistency == "ACID":
            changed = changed_aggregates(model, transaction)
            contexts, services = _contexts(model, changed), _services(model, changed)
            if len(contexts) > 1 and not is_one_store(model, contexts):
                names = listed(context.name for context in contexts)
                yield _distributed(transaction, changed, f"{len(contexts)} contexts: {names}")
            elif len(contexts) == 1 and len(services) > 1:
                yield _distributed(transaction, changed, f"{len(services)} microservices: {listed(services)}")


def _contexts(model: Model, changed: Sequence[Aggregate]) -> list[BoundedContext]:
    found = (context_of(model, aggregate.qualified_name) for aggregate in changed)
    return list(dict.fromkeys(context for context in found if context))


def _services(model: Model, changed: Sequence[Aggregate]) -> list[str]:
    """The services that are known: an aggregate that no microservice claims may run in any of them."""
    found = (service_of(model).get(aggregate.qualified_name) for aggregate in changed)
    return [service.name for service in dict.fromkeys(found) if service]


def _distributed(transaction: Transaction, changed: Sequence[Aggregate], where: str) -> Finding:
    names = listed(aggregate.name for aggregate in changed)
    return finding(
        transaction,
        f'"{transaction.name}" is ACID and spans aggregates of {where}',
        hint=f"bring {names} together, since a need for ACID says that they belong together, or make it a `SAGA`",
        related=[("it changes this aggregate", aggregate) for aggregate in changed],
    )
