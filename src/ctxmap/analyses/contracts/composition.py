"""What a backend for a frontend offers: answers that it puts together from operations of the contexts behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from ctxmap.model import index
from ctxmap.model.elements import BoundedContext, Model, Operation, Parameter, Relationship


def put_together(model: Model, operation: Operation) -> Operation:
    """An operation with what it doesn't say itself: it takes what the composed ones take, and reads if all of them do.

    An answer that is composed of one alone is that one's answer.
    """
    parts = composed(model, operation)
    if not parts:
        return operation
    only_reads = all(part.access == "READ_ONLY" for part in parts)
    return msgspec.structs.replace(
        operation,
        parameters=operation.parameters or _taken_together(parts),
        returns=operation.returns or (parts[0].returns if len(parts) == 1 else None),
        access=operation.access or ("READ_ONLY" if only_reads else ""),
    )


def composed(model: Model, operation: Operation) -> tuple[Operation, ...]:
    """The operations that it composes, as far as they are declared."""
    known = index.operations(model)
    return tuple(known[each.target] for each in operation.composes if each.target and each.target in known)


def passed_on(model: Model, relationships: Sequence[Relationship], bff: BoundedContext) -> Iterator[Operation]:
    """For a BFF that declares no operations of its own: one for each that it calls."""
    own = bff.qualified_name
    syncs = [sync for each in relationships for sync in each.syncs if sync.caller == own]
    called = {reference.target or reference.name: reference for sync in syncs for reference in sync.operations}
    for reference in called.values():
        operation = Operation(name=reference.name, qualified_name=f"{own}::{reference.name}", composes=(reference,))
        yield put_together(model, operation)


def _taken_together(parts: tuple[Operation, ...]) -> tuple[Parameter, ...]:
    by_name: dict[str, Parameter] = {}
    for part in parts:
        for parameter in part.parameters:
            by_name.setdefault(parameter.name, parameter)
    return tuple(by_name.values())
