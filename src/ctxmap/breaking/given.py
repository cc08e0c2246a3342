"""What consumers are given, before and after: answers, exposed roots, and the payloads of events."""

from __future__ import annotations

from ctxmap.breaking.comparison import Comparison, Used
from ctxmap.breaking.schemas import Misfit, misfits
from ctxmap.breaking.wire import Wire, shape_of
from ctxmap.model.elements import Aggregate, DomainObject


def given(comparison: Comparison, used: Used) -> tuple[Misfit, ...]:
    """What a consumer doesn't expect to receive, or misses; two rules ask, and it is computed once."""
    key = used.element, used.kind
    if key not in comparison.given:
        comparison.given[key] = _given(comparison, used)
    return comparison.given[key]


def _given(comparison: Comparison, used: Used) -> tuple[Misfit, ...]:
    if wires := comparison.wire(used):
        return _answers(*wires)
    if isinstance(used.old, Aggregate | DomainObject) and isinstance(used.new, Aggregate | DomainObject):
        before, after = shape_of(comparison.old, used.old), shape_of(comparison.kept, used.new)
        if before and after:
            return misfits(before, after, "received")
    return ()


def _answers(old: Wire, new: Wire) -> tuple[Misfit, ...]:
    if old.statuses and new.statuses and old.statuses != new.statuses:
        before, after = " or ".join(old.statuses), " or ".join(new.statuses)
        return (Misfit(("status",), f"was {before}, is {after} now"), *_bodies(old, new))
    return _bodies(old, new)


def _bodies(old: Wire, new: Wire) -> tuple[Misfit, ...]:
    if not old.answer:
        return ()
    if not new.answer:
        return (Misfit((), "gives nothing back any more"),)
    return misfits(old.answer, new.answer, "received")
