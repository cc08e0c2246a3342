"""An operation that others call must not go away before they have stopped calling it."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.breaking import Break, Comparison, Severity, Used, broken, rule
from ctxmap.breaking.announced import severity_of_removal
from ctxmap.model import index

_HINT = "keep it until nobody calls it, or announce the removal with `deprecated` and a date"


@rule(Severity.ERROR)
def check(comparison: Comparison) -> Iterator[Break]:
    """Operations of contexts that are still there; of an exposed aggregate that is gone, `aggregate-removed` speaks."""
    gone = {used.element for used in comparison.used if used.kind == "AGGREGATE" and not used.new}
    for used in comparison.used:
        provider = comparison.provider(used)
        if used.kind != "OPERATION" or not used.old or not provider or _is_there(comparison, used):
            continue
        if used.element.rpartition("::")[0] in gone or used.element.rpartition("::")[0].rpartition("::")[0] in gone:
            continue
        moved = index.operations(comparison.new).get(comparison.name(used.element))
        where = f', but "{moved.qualified_name.partition("::")[0]}" does' if moved else ""
        where = f', which is called "{used.new.name}" now' if used.new else where
        yield broken(
            used,
            comparison.place(used.element),
            f'"{provider.name}" no longer offers the operation "{used.name}"{where}',
            hint=_HINT,
            severity=severity_of_removal(comparison, used.old),
        )


def _is_there(comparison: Comparison, used: Used) -> bool:
    """Whether it is still offered: by its name, or at the same address by another, which `address-changed` compares."""
    if not used.new or used.new.name == used.name:
        return used.new is not None
    wires = comparison.wire(used)
    return bool(wires and wires[0].address and wires[1].address)
