"""An operation must keep giving its callers what they count on: no member may go, or become something else."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.breaking import Break, Comparison, Severity, broken, rule
from ctxmap.breaking.given import given
from ctxmap.breaking.schemas import Misfit
from ctxmap.breaking.told import told


@rule(Severity.ERROR)
def check(comparison: Comparison) -> Iterator[Break]:
    """Operations and exposed aggregates; values that are merely new are the business of `value-added`."""
    for used in comparison.used:
        if used.kind not in ("OPERATION", "AGGREGATE", "DATA"):
            continue
        problems = [each for each in given(comparison, used) if not each.is_value]
        if problems:
            yield broken(used, comparison.place(used.element), _message(used.kind, used.name, problems), hint=_HINT)


_HINT = "give the old members too, or offer a second operation beside it"


def _message(kind: str, name: str, problems: list[Misfit]) -> str:
    what = f'the operation "{name}" no longer answers' if kind == "OPERATION" else f'"{name}" no longer looks'
    return f"{what} as it did: {told(problems)}"
