"""The steps of a saga are started by messages or calls, so its contexts have to be connected."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from ctxmap.analyses.landscapes import landscapes
from ctxmap.findings.finding import Finding, Severity, listed
from ctxmap.model.elements import BoundedContext, Model, Relationship, Transaction
from ctxmap.model.index import context_of
from ctxmap.rules import finding, rule


@rule(Severity.WARNING)
def check(model: Model) -> Iterator[Finding]:
    if not model.maps or not model.is_whole:
        return
    neighbours = [_neighbours(landscape.relationships) for landscape in landscapes(model)]
    for transaction in model.all_transactions:
        if transaction.consistency == "SAGA":
            taking_part = _contexts(model, transaction)
            if taking_part and not any(_are_connected(taking_part, each) for each in neighbours):
                yield _apart(transaction, taking_part, neighbours[0])


def _contexts(model: Model, saga: Transaction) -> list[BoundedContext]:
    names = (step.operation.target or step.aggregate or "" for step in saga.steps)
    found = (context_of(model, name) for name in names)
    return list({context.qualified_name: context for context in found if context}.values())


def _neighbours(relationships: Iterable[Relationship]) -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for relationship in relationships:
        one, other = (side.context for side in relationship.sides)
        found[one].append(other)
        found[other].append(one)
    return found


def _are_connected(contexts: Sequence[BoundedContext], neighbours: dict[str, list[str]]) -> bool:
    return {each.qualified_name for each in contexts} <= _reached(contexts[0].qualified_name, neighbours)


def _reached(start: str, neighbours: dict[str, list[str]]) -> set[str]:
    found = {start}
    waiting = [start]
    while waiting:
        for name in neighbours.get(waiting.pop(), ()):
            if name not in found:
                found.add(name)
                waiting.append(name)
    return found


def _apart(saga: Transaction, contexts: Sequence[BoundedContext], neighbours: dict[str, list[str]]) -> Finding:
    reached = _reached(contexts[0].qualified_name, neighbours)
    beyond = [each.name for each in contexts if each.qualified_name not in reached]
    return finding(
        saga,
        f'no path of relationships connects "{contexts[0].name}" with {listed(beyond)} in saga "{saga.name}"',
        hint="add the relationships over which the steps are started and compensated",
        related=[(f'"{each.name}" takes part', each) for each in contexts],
    )
