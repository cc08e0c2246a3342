"""An event must keep the members that its consumers read, and a command must take what its senders write."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.breaking import Break, Comparison, Severity, Used, broken, rule
from ctxmap.breaking.given import given
from ctxmap.breaking.schemas import Misfit, misfits
from ctxmap.breaking.told import told
from ctxmap.breaking.wire import shape_of
from ctxmap.model.elements import DomainObject


@rule(Severity.ERROR)
def check(comparison: Comparison) -> Iterator[Break]:
    """Values that are merely new in an event are the business of `value-added`."""
    for used in comparison.used:
        if used.kind == "EVENT":
            problems = [each for each in given(comparison, used) if not each.is_value]
            what = f'the event "{used.name}" no longer looks as it did'
        elif used.kind == "COMMAND":
            problems = list(_stricter(comparison, used))
            what = f'the command "{used.name}" is no longer taken as it was'
        else:
            continue
        if problems:
            hint = "keep the old form too, or publish a second version beside it"
            yield broken(used, comparison.place(used.element), f"{what}: {told(problems)}", hint=hint)


def _stricter(comparison: Comparison, used: Used) -> tuple[Misfit, ...]:
    if not isinstance(used.old, DomainObject) or not isinstance(used.new, DomainObject):
        return ()
    before, after = shape_of(comparison.old, used.old), shape_of(comparison.kept, used.new)
    return misfits(before, after, "sent") if before and after else ()
