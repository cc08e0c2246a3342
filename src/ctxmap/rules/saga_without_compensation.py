"""What may have to be taken back needs somebody who can take it back."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import Model, Transaction, TransactionStep
from ctxmap.model.index import operations
from ctxmap.rules import finding, rule


@rule(Severity.WARNING)
def check(model: Model) -> Iterator[Finding]:
    for transaction in model.all_transactions:
        if transaction.consistency == "SAGA":
            for number, step in enumerate(transaction.steps[:-1], start=1):
                if step.compensated_by is None and not _is_read_only(model, step):
                    yield _not_undone(transaction, number, step)


def _is_read_only(model: Model, step: TransactionStep) -> bool:
    operation = operations(model).get(step.operation.target or "")
    return operation is not None and (operation.access == "READ_ONLY" or operation.http_method == "GET")


def _not_undone(saga: Transaction, number: int, step: TransactionStep) -> Finding:
    following = saga.steps[number]
    return finding(
        step,
        f'"{step.operation.name}" is step {number} of {len(saga.steps)} of saga "{saga.name}", and nothing undoes it',
        hint="add `compensatedBy` and an operation of the same owner, or mark the operation `: read-only` if it is",
        related=[(f'when "{following.operation.name}" fails, it has to be undone', following)],
    )
