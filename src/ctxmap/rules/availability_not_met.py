"""Nobody is more available than what it can't answer without."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.analyses.communication.availability import Availability, arithmetic, availabilities, in_series, percentage
from ctxmap.findings.finding import Finding, Severity, listed
from ctxmap.model.elements import Model
from ctxmap.rules import finding, rule

_ROUNDING = 1e-9
_LISTED = 8
"""How many of the contexts that are needed, and of the calls to them, are named."""


@rule(Severity.WARNING)
def check(model: Model) -> Iterator[Finding]:
    for availability in (each for of_map in availabilities(model) for each in of_map):
        promises = availability.contexts[0].promises
        if promises and promises.value > availability.percent + _ROUNDING:
            yield _not_met(availability, promises.value)


def _not_met(availability: Availability, promised: float) -> Finding:
    context, *needed = availability.contexts
    factors = [each.availability for each in availability.contexts if each.availability]
    answers = f"{_what(availability)} {arithmetic(factors, below=promised)}"
    return finding(
        context.place("promises"),
        f'{answers}; "{context.name}" promises {percentage(promised)}',
        hint="give a call a way out (`fallback = RETRY_ASYNC`, `DEFAULT_VALUE` or `BACKUP_SERVICE`), "
        "let events bring what is needed, or promise what can be kept"
        if needed
        else "promise what can be kept, or make it more available",
        related=[
            (f'"{call.caller}" needs "{call.callee}" here', call.sync or call.relationship)
            for call in availability.calls[:_LISTED]
        ],
    )


def _what(availability: Availability) -> str:
    context, *needed = (each.name for each in availability.contexts)
    if not needed:
        return f'"{context}" by itself is available'
    if availability.is_series:
        return f"{in_series((context, *needed))} answers in series:"
    more = f"{len(needed) - _LISTED} more" if len(needed) > _LISTED else ""
    return f'"{context}" answers while {listed(needed[:_LISTED], more)} {"does" if len(needed) == 1 else "do"}:'
