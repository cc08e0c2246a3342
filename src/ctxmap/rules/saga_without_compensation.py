"""A saga can only go back if every step before its point of no return can be undone."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.analyses.transactions import is_read_only
from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import Model, Reference, Transaction, TransactionStep
from ctxmap.rules import finding, rule


@rule(Severity.WARNING)
def check(model: Model) -> Iterator[Finding]:
    for transaction in model.all_transactions:
        if transaction.consistency == "SAGA" and transaction.steps:
            pivot = _pivot(model, transaction)
            yield from _before(model, transaction, pivot)
            if transaction.steps[pivot].is_pivot:
                yield from _after(transaction, pivot)


def _pivot(model: Model, saga: Transaction) -> int:
    """The step after which there is no way back: the one marked so, otherwise the last that changes something."""
    marked = [number for number, step in enumerate(saga.steps) if step.is_pivot]
    writing = [number for number, step in enumerate(saga.steps) if not is_read_only(model, step.operation)]
    return next(iter((*marked, *reversed(writing))), len(saga.steps) - 1)


def _before(model: Model, saga: Transaction, pivot: int) -> Iterator[Finding]:
    for number, step in enumerate(saga.steps[:pivot]):
        if is_read_only(model, step.operation) or step.is_retriable:
            continue
        if step.compensated_by is None:
            yield _not_undone(saga, number, step)
        elif is_read_only(model, step.compensated_by):
            yield _undone_by_reading(step, step.compensated_by)


def _after(saga: Transaction, pivot: int) -> Iterator[Finding]:
    """What follows the pivot has to succeed. That the last step fails leaves nothing unfinished behind it."""
    for step in saga.steps[pivot + 1 : -1]:
        if not step.is_retriable:
            yield finding(
                step,
                f'"{step.operation.name}" follows the pivot of saga "{saga.name}" and is not retriable',
                hint="mark it `retriable` if it is repeated until it succeeds; otherwise move it before the pivot",
                related=[("there is no way back after this step", saga.steps[pivot])],
            )


def _not_undone(saga: Transaction, number: int, step: TransactionStep) -> Finding:
    following = saga.steps[number + 1]
    return finding(
        step,
        f'"{step.operation.name}" is step {number + 1} of {len(saga.steps)} of saga "{saga.name}" '
        "and has no compensation",
        hint="add `compensatedBy` and an operation of the same owner, or mark the step `retriable` if it can't fail",
        related=[(f'when "{following.operation.name}" fails, it has to be undone', following)],
    )


def _undone_by_reading(step: TransactionStep, compensation: Reference) -> Finding:
    return finding(
        compensation,
        f'"{compensation.name}" is read-only and can\'t undo "{step.operation.name}"',
        hint="name an operation that undoes the change",
    )
