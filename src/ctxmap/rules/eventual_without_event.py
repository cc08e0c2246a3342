"""Contexts that are to be eventually consistent must hear of each other's changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ctxmap.analyses.communication.async_components import async_components, async_reach
from ctxmap.analyses.landscapes import Landscape, landscapes
from ctxmap.findings.finding import Finding, Severity, listed
from ctxmap.model.elements import BoundedContext, Model, Transaction
from ctxmap.model.index import context_of
from ctxmap.rules import finding, rule

_Apart = tuple[Sequence[BoundedContext], Sequence[BoundedContext]]


@rule(Severity.WARNING)
def check(model: Model) -> Iterator[Finding]:
    for transaction in model.all_transactions:
        if transaction.consistency == "EVENTUAL":
            contexts = _contexts(model, transaction)
            apart = [_apart(model, transaction, *each) for each in _shown(model, contexts)]
            if apart and apart[0] and all(apart):
                yield _unconnected(transaction, *apart[0])


def _shown(model: Model, contexts: Sequence[BoundedContext]) -> Iterator[tuple[Landscape, Sequence[BoundedContext]]]:
    """The landscapes whose maps show several of the contexts, and which; a transaction has no state of its own."""
    for landscape in landscapes(model):
        shown = [each for each in contexts if each.qualified_name in landscape.on_maps]
        if len(shown) > 1 and landscape.is_whole:
            yield landscape, shown


def _contexts(model: Model, transaction: Transaction) -> list[BoundedContext]:
    stepped = [step.operation.target for step in transaction.steps if step.operation.target]
    found = (context_of(model, name) for name in (*transaction.all_aggregates, *stepped))
    return list({context.qualified_name: context for context in found if context}.values())


def _apart(
    model: Model, transaction: Transaction, landscape: Landscape, contexts: Sequence[BoundedContext]
) -> _Apart | None:
    """Contexts from which no message gets to the others: of two steps in turn, or of all contexts without steps."""
    steps = [context_of(model, step.operation.target or "") for step in transaction.steps]
    for one, other in pairwise(each for each in steps if each in contexts and each):
        if other.qualified_name not in async_reach(landscape, one.qualified_name):
            return [one], [other]
    component = async_components(landscape)
    connected = [each for each in contexts if component[each.qualified_name] == component[contexts[0].qualified_name]]
    others = [each for each in contexts if each not in connected]
    return (connected, others) if others else None


def _unconnected(
    transaction: Transaction, connected: Sequence[BoundedContext], others: Sequence[BoundedContext]
) -> Finding:
    names = listed(context.name for context in others)
    if transaction.steps:
        fact = f"no `async` or `batch` leads from {listed(each.name for each in connected)} to {names}"
    else:
        fact = f"no `async` or `batch` connects {listed(each.name for each in connected)} with {names}"
    return finding(
        transaction,
        f'"{transaction.name}" is `EVENTUAL`, but {fact}',
        hint="let one publish what happened, and the others consume it: an `async` with the event",
        related=[(f'"{context.name}" takes part', context) for context in (*connected, *others)],
    )
