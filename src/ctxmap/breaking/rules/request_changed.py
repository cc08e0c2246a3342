"""An operation must keep accepting what its callers send: no new parameter, no stricter type, no other name."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.breaking import Break, Comparison, Severity, broken, rule
from ctxmap.breaking.schemas import Misfit, misfits
from ctxmap.breaking.told import told
from ctxmap.breaking.wire import Wire


@rule(Severity.ERROR)
def check(comparison: Comparison) -> Iterator[Break]:
    """One finding for each operation."""
    for used in comparison.used:
        wires = comparison.wire(used)
        if wires and (problems := tuple(_problems(*wires))):
            yield broken(
                used,
                comparison.place(used.element),
                f'the operation "{used.name}" no longer takes what it took: {told(problems)}',
                hint="take the old form too, or offer a second operation beside it",
            )


def _problems(old: Wire, new: Wire) -> Iterator[Misfit]:
    for place, before in old.taken.items():
        after = new.taken.get(place)
        if not after:
            yield Misfit((place,), "is not taken any more")
            continue
        if after.is_required and not before.is_required:
            yield Misfit((place,), "is required now")
        for each in misfits(before.shape, after.shape, "sent"):
            yield Misfit((place, *each.path), each.text)
    for place, after in new.taken.items():
        if place not in old.taken and after.is_required:
            yield Misfit((place,), "is required now")
