"""Callers can only use operations that the called context offers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ctxmap.analyses.communication.offers import offers, passes_on
from ctxmap.findings.finding import Finding, Severity
from ctxmap.findings.fix import write_last
from ctxmap.model.elements import BoundedContext, ContextMap, Model, Reference, Transaction
from ctxmap.model.index import context_of, contexts, operations, services
from ctxmap.rules import finding, rule
from ctxmap.text.nearest import nearest


@rule(Severity.ERROR)
def check(model: Model) -> Iterator[Finding]:
    for context_map in model.maps:
        for called, operation in _called(model, context_map):
            names = offers(model)[context_map.qualified_name][called.qualified_name]
            if names and not (passes_on(called) and _simple(operation.name) in names):
                yield _not_offered(operation, called, names)
    for transaction in model.all_transactions:
        for owner, operation in _stepped(transaction):
            called = _context(model, owner)
            names = [each.name for each in called.all_operations] if called else list(map(_simple, operations(model)))
            if names:
                yield _not_offered(operation, called, names)


def _called(model: Model, context_map: ContextMap) -> Iterator[tuple[BoundedContext, Reference]]:
    """The unknown operations that are called over a map's relationships, and by which context they should be known."""
    for sync in (sync for relationship in context_map.relationships for sync in relationship.syncs):
        if called := contexts(model).get(sync.callee):
            yield from ((called, operation) for operation in sync.operations if operation.target is None)


def _stepped(transaction: Transaction) -> Iterator[tuple[str, Reference]]:
    """The unknown operations of a transaction's steps, and the name of what they should belong to."""
    for step in transaction.steps:
        owner = step.aggregate or _owner(step.operation.target or step.operation.name)
        if step.operation.target is None:
            yield owner, step.operation
        if step.compensated_by and step.compensated_by.target is None and (step.operation.target or step.aggregate):
            yield _owner(step.compensated_by.name) or owner, step.compensated_by


def _context(model: Model, owner: str) -> BoundedContext | None:
    """The context that an owner of operations is, or stands in."""
    in_context = (name for name in services(model) if owner and name.endswith(f"::{owner}"))
    return context_of(model, owner) or context_of(model, next(in_context, ""))


def _not_offered(operation: Reference, called: BoundedContext | None, names: Iterable[str]) -> Finding:
    who = f'"{called.name}" offers no' if called else "no context offers an"
    near = nearest(_simple(operation.name), names)
    return finding(
        operation,
        f'{who} operation "{operation.name}"',
        hint=f'did you mean "{near}"?' if near else "use an operation that it has, or declare this one in a service",
        related=[("the called context is declared here", called)] if called else [],
        fix=write_last(near, operation.at, operation.name, names) if near else None,
    )


def _owner(name: str) -> str:
    return name.rpartition("::")[0]


def _simple(name: str) -> str:
    return name.rpartition("::")[2]
