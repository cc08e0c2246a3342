"""What a transaction changes: a step that only reads takes part in it and changes nothing."""

from __future__ import annotations

from collections.abc import Sequence

from ctxmap.model.elements import Aggregate, Model, Reference, Transaction
from ctxmap.model.index import aggregates, operations


def changed_aggregates(model: Model, transaction: Transaction) -> Sequence[Aggregate]:
    """The aggregates that a transaction lists, and those of its steps that are not read-only, in the text's order."""
    listed = [reference.target for reference in transaction.aggregates]
    stepped = [step.aggregate for step in transaction.steps if not is_read_only(model, step.operation)]
    return [aggregates(model)[name] for name in dict.fromkeys((*listed, *stepped)) if name]


def is_read_only(model: Model, reference: Reference) -> bool:
    """Whether an operation is known to change nothing: by its access, or by its method."""
    operation = operations(model).get(reference.target or "")
    return operation is not None and (operation.access == "READ_ONLY" or operation.http_method in ("GET", "HEAD"))
