"""Writing to several contexts in sequence is a distributed transaction, even if nobody calls it one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from ctxmap.analyses.deployables import is_one_store
from ctxmap.findings.finding import Finding, Severity, listed
from ctxmap.model.elements import BoundedContext, Model, Named, Reference
from ctxmap.model.index import context_of, operations
from ctxmap.rules import finding, rule


@rule(Severity.WARNING)
def check(model: Model) -> Iterator[Finding]:
    sagas = [
        {step.operation.target for step in transaction.steps}
        for transaction in model.all_transactions
        if transaction.consistency == "SAGA" or (not transaction.consistency and transaction.says("consistency"))
    ]
    for process, steps in _processes(model):
        writes = [step for step in steps if _is_write(model, step)]
        written = {step.target for step in writes}
        contexts = _contexts(model, writes)
        is_distributed = len(contexts) > 1 and not is_one_store(model, contexts)
        if is_distributed and not any(_covers(saga, written) for saga in sagas):
            yield _implicit(process, writes, [context.name for context in contexts])


def _processes(model: Model) -> Iterator[tuple[Named, Sequence[Reference]]]:
    """What combines operations of several contexts: coordinations, and the operations of BFFs."""
    for context in model.contexts:
        for coordination in context.application.coordinations if context.application else ():
            yield coordination, coordination.steps
        for operation in context.operations:
            yield operation, operation.composes


def _is_write(model: Model, step: Reference) -> bool:
    operation = operations(model).get(step.target or "")
    context = context_of(model, step.target or "")
    return bool(operation and operation.access == "WRITE" and context and context.is_ours)


def _covers(saga: Set[str | None], written: Set[str | None]) -> bool:
    """Whether a saga has all of the steps; one with an unknown step may have any."""
    return written <= saga or (None in saga and not written.isdisjoint(saga))


def _contexts(model: Model, steps: list[Reference]) -> list[BoundedContext]:
    found = (context_of(model, step.target or "") for step in steps)
    return list(dict.fromkeys(context for context in found if context))


def _implicit(process: Named, writes: Sequence[Reference], names: Sequence[str]) -> Finding:
    return finding(
        process,
        f'"{process.name}" writes to {len(names)} contexts in sequence, {listed(names)}, without a saga',
        hint="declare a `Transaction` with `consistency = SAGA` and these steps, and say what compensates each of them",
        related=[(f'"{step.name}" writes', step) for step in writes],
    )
