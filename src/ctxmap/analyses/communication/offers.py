"""What contexts offer to be called for, as far as a map says."""

from __future__ import annotations

from collections import ChainMap, defaultdict
from collections.abc import Mapping, Sequence, Set
from itertools import chain

from ctxmap.analyses.communication.calls import Call, stated_calls
from ctxmap.model.elements import BoundedContext, Model
from ctxmap.model.facts import once_per_model

Offers = Mapping[str, frozenset[str]]
"""The names of the operations of each context, by its name; none where nobody can tell."""


@once_per_model
def offers(model: Model) -> tuple[Offers, ...]:
    """For each map what every context offers: its operations.

    A BFF without an `Operation` offers what it passes on: the operations that it calls. Where it doesn't say of some
    call what it calls for, nobody can tell.
    """
    own = {each.qualified_name: frozenset[str]() if passes_on(each) else _declared(each) for each in model.contexts}
    silent = {context.qualified_name for context in model.contexts if passes_on(context)}
    return tuple(ChainMap(_passed_on(silent, calls), own) for calls in stated_calls(model))


def passes_on(context: BoundedContext) -> bool:
    """Whether it is a BFF that offers what it passes on."""
    return context.type == "BFF" and not context.operations


def _declared(context: BoundedContext) -> frozenset[str]:
    return frozenset(operation.name for operation in context.all_operations)


def _passed_on(bffs: Set[str], calls: Sequence[Call]) -> dict[str, frozenset[str]]:
    by_caller: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for call in calls:
        if call.caller in bffs:
            operations = call.sync.operations if call.sync else ()
            by_caller[call.caller].append(tuple(operation.name.rpartition("::")[2] for operation in operations))
    return {bff: frozenset(chain(*named) if all(named) else ()) for bff, named in by_caller.items()}
