"""The operations that contexts offer to their callers, as far as a map says."""

from __future__ import annotations

from collections import ChainMap, defaultdict
from collections.abc import Mapping, Sequence, Set
from itertools import chain

from ctxmap.analyses.communication.calls import Call, calls_over, stated_calls
from ctxmap.analyses.landscapes import landscapes
from ctxmap.model.elements import BoundedContext, Model
from ctxmap.model.facts import once_per_model

Offers = Mapping[str, frozenset[str]]
"""The names of the operations of each context, by its name; none where they are unknown."""


@once_per_model
def offers(model: Model) -> Mapping[str, Offers]:
    """For each map, by its qualified name, what every context on it offers: its operations.

    A BFF without an `Operation` offers what it passes on: the operations that it calls in the landscape. Where it does
    not say what it calls, nothing is known of its operations.
    """
    own = {each.qualified_name: frozenset[str]() if passes_on(each) else _declared(each) for each in model.contexts}
    silent = {context.qualified_name for context in model.contexts if passes_on(context)}
    found = {each.qualified_name: _offers(silent, own, calls_over(each.relationships)) for each in model.maps}
    for landscape in landscapes(model):
        together = _offers(silent, own, stated_calls(landscape))
        found.update({each.qualified_name: together for each in landscape.maps})
    return found


def passes_on(context: BoundedContext) -> bool:
    """Whether it is a BFF that offers what it passes on."""
    return context.type == "BFF" and not context.operations


def _declared(context: BoundedContext) -> frozenset[str]:
    return frozenset(operation.name for operation in context.all_operations)


def _offers(silent: Set[str], own: Offers, calls: Sequence[Call]) -> Offers:
    return ChainMap(_passed_on(silent, calls), dict(own))


def _passed_on(bffs: Set[str], calls: Sequence[Call]) -> dict[str, frozenset[str]]:
    by_caller: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for call in calls:
        if call.caller in bffs:
            operations = call.sync.operations if call.sync else ()
            by_caller[call.caller].append(tuple(operation.name.rpartition("::")[2] for operation in operations))
    return {bff: frozenset(chain(*named) if all(named) else ()) for bff, named in by_caller.items()}
