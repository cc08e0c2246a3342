"""What is to agree in the end has to hear of each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ctxmap.analyses.communication.async_components import joined
from ctxmap.findings.finding import Finding, Severity, listed
from ctxmap.model.elements import BoundedContext, Model, Transaction
from ctxmap.model.index import context_of
from ctxmap.rules import finding, rule


@rule(Severity.WARNING)
def check(model: Model) -> Iterator[Finding]:
    for transaction in model.all_transactions:
        if transaction.consistency == "EVENTUAL":
            taking_part = _contexts(model, transaction)
            for groups in joined(model):
                apart = _apart(taking_part, groups)
                if len(apart) > 1:
                    yield _unheard(transaction, apart)


def _contexts(model: Model, transaction: Transaction) -> list[BoundedContext]:
    stepped = [step.operation.target for step in transaction.steps if step.operation.target]
    found = (context_of(model, name) for name in (*transaction.all_aggregates, *stepped))
    return list({context.qualified_name: context for context in found if context}.values())


def _apart(contexts: list[BoundedContext], groups: Mapping[str, int]) -> list[list[BoundedContext]]:
    """The contexts that the map shows, by what joins them."""
    found: dict[int, list[BoundedContext]] = {}
    for context in contexts:
        if context.qualified_name in groups:
            found.setdefault(groups[context.qualified_name], []).append(context)
    return list(found.values())


def _unheard(transaction: Transaction, apart: list[list[BoundedContext]]) -> Finding:
    first, *others = apart
    unheard = [context for group in others for context in group]
    names = listed(context.name for context in first)
    return finding(
        transaction,
        f'"{transaction.name}" is `EVENTUAL`, and no `async` joins {names} with {listed(c.name for c in unheard)}',
        hint="let one say what happened and the others listen: an `async` with the event",
        related=[(f'"{context.name}" takes part', context) for context in (*first, *unheard)],
    )
