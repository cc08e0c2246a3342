"""Writing to several contexts in sequence is a distributed transaction, even if nobody calls it one."""

from __future__ import annotations

from collections.abc import Iterator, Set

from ctxmap.findings.finding import Finding, Severity, listed
from ctxmap.model.elements import Coordination, Model, Reference
from ctxmap.model.index import context_of, operations
from ctxmap.rules import finding, rule


@rule(Severity.WARNING)
def check(model: Model) -> Iterator[Finding]:
    sagas = [
        {step.operation.target for step in transaction.steps}
        for transaction in model.all_transactions
        if transaction.consistency == "SAGA" or (not transaction.consistency and transaction.says("consistency"))
    ]
    for coordination in _coordinations(model):
        changes = list(_changes(model, coordination))
        changing = {step.target for step in changes}
        changed = _contexts(model, changes)
        if len(changed) > 1 and not any(_covers(saga, changing) for saga in sagas):
            yield _implicit(coordination, changes, changed)


def _covers(saga: Set[str | None], changing: Set[str | None]) -> bool:
    """Whether a saga has all of the steps; one with a step that stands nowhere may have any."""
    return changing <= saga or (None in saga and not changing.isdisjoint(saga))


def _coordinations(model: Model) -> Iterator[Coordination]:
    for context in model.contexts:
        if context.application:
            yield from context.application.coordinations


def _changes(model: Model, coordination: Coordination) -> Iterator[Reference]:
    """The steps that change something of ours."""
    for step in coordination.steps:
        operation = operations(model).get(step.target or "")
        context = context_of(model, step.target or "")
        if operation and operation.access == "WRITE" and context and context.is_ours:
            yield step


def _contexts(model: Model, steps: list[Reference]) -> list[str]:
    found = (context_of(model, step.target or "") for step in steps)
    return list(dict.fromkeys(context.name for context in found if context))


def _implicit(coordination: Coordination, changes: list[Reference], changed: list[str]) -> Finding:
    return finding(
        coordination,
        f'"{coordination.name}" writes to {len(changed)} contexts in sequence, {listed(changed)}, without a saga',
        hint="declare a `Transaction` with `consistency = SAGA` and these steps, and say what compensates each of them",
        related=[(f'"{step.name}" writes', step) for step in changes],
    )
