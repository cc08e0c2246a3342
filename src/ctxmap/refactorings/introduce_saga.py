"""A transaction over several contexts becomes a saga: each step can be undone, or is repeated until it succeeds.

Without a pivot, the last step becomes it. Steps before it get operations that undo them; steps behind it are retriable.
"""

from __future__ import annotations

from ctxmap.model import index
from ctxmap.model.elements import Operation, Transaction, TransactionStep
from ctxmap.refactorings import RefactoringError, refactoring
from ctxmap.refactorings._draft import Draft
from ctxmap.syntax.tree import Declaration, Step
from ctxmap.text.source import Span
from ctxmap.writer.operations import type_text
from ctxmap.writer.words import name


@refactoring("Make {transaction} a saga")
def make(draft: Draft, transaction: Transaction) -> None:
    """Make a transaction a saga, with a compensation for each step that may have to be undone."""
    if transaction.consistency == "SAGA":
        raise RefactoringError(f'"{transaction.name}" is a saga already')
    if len(transaction.steps) < 2:
        raise RefactoringError(f'"{transaction.name}" has no steps; write the operations that it consists of first')
    if own := draft.setting(transaction, "consistency"):
        value = own.values[0]
        assert value
        draft.replace(Span(transaction.at.path, value.start, value.end), "SAGA")
    else:
        start = draft.members(transaction)[0].start
        draft.replace(Span(transaction.at.path, start, start), "consistency = SAGA\n")
    pivot = next((number for number, each in enumerate(transaction.steps) if each.is_pivot), len(transaction.steps) - 1)
    for number, step in enumerate(transaction.steps):
        if number < pivot and not step.compensated_by:
            _say(draft, transaction, step, f" compensatedBy {name(_undo(draft, step))}")
        elif number == pivot and not step.is_pivot:
            _say(draft, transaction, step, " pivot")
        elif number > pivot and not step.is_retriable:
            _say(draft, transaction, step, " retriable")


def _say(draft: Draft, transaction: Transaction, step: TransactionStep, text: str) -> None:
    node = next(each for each in draft.members(transaction) if isinstance(each, Step) and _is(each, step))
    end = max(part.end for part in (node.operation, *node.options))
    draft.replace(Span(transaction.at.path, end, end), text)


def _is(node: Step, step: TransactionStep) -> bool:
    return node.operation.start == step.operation.at.start


def _undo(draft: Draft, step: TransactionStep) -> str:
    """The name of the operation that undoes a step, which is declared beside the operation of the step."""
    operation = _operation(draft, step.operation.target or "")
    undo = f"undo{operation.name[:1].upper()}{operation.name[1:]}"
    parameters = ", ".join(f"{type_text(each.type)} {name(each.name)}" for each in operation.parameters)
    owner = draft.node(operation)
    is_of_service = isinstance(owner, Declaration) and owner.keyword.text in ("Service", "Resource", "Repository")
    draft.append(operation, f"{'' if is_of_service else 'def '}void {name(undo)}({parameters});")
    return undo


def _operation(draft: Draft, target: str) -> Operation:
    for model in draft.models:
        if found := index.operations(model).get(target):
            return found
    raise RefactoringError("a step names an operation that no context offers; declare it first")
