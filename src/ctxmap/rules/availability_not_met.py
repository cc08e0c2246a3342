"""A context cannot be more available than everything that it needs to answer."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.analyses.communication.availability import Availability, arithmetic, percentage, promised_availabilities
from ctxmap.analyses.landscapes import Landscape, landscapes
from ctxmap.findings.finding import Finding, Severity, listed
from ctxmap.model.elements import Model
from ctxmap.rules import finding, rule

_ROUNDING = 1e-9
_LISTED = 8
"""How many of the contexts that are needed, and of the calls to them, are named."""


@rule(Severity.WARNING)
def check(model: Model) -> Iterator[Finding]:
    for landscape in landscapes(model):
        for availability in promised_availabilities(landscape):
            promises = availability.contexts[0].promises
            if promises and promises.value > availability.percent + _ROUNDING:
                yield _not_met(availability, promises.value, landscape if len(landscapes(model)) > 1 else None)


def _not_met(availability: Availability, promised: float, among_several: Landscape | None) -> Finding:
    context, *needed = availability.contexts
    where = f" on {among_several.phrase}" if among_several and among_several.maps else ""
    return finding(
        context.place("promises"),
        f'"{context.name}" promises {percentage(promised)}, but{where} it {_needs(availability)} '
        + arithmetic(availability, below=promised),
        hint="give a call a fallback (`RETRY_ASYNC`, `DEFAULT_VALUE` or `BACKUP_SERVICE`), replace it by events, "
        "or promise less"
        if needed
        else "promise less, or make it more available",
        related=[
            (f'"{call.caller}" needs "{call.callee}" here', call.sync or call.relationship)
            for call in availability.calls[:_LISTED]
        ],
    )


def _needs(availability: Availability) -> str:
    _, *needed = (each.name for each in availability.contexts)
    if not needed:
        return "is itself available"
    more = f"{len(needed) - _LISTED} more" if len(needed) > _LISTED else ""
    return f"needs {listed(needed[:_LISTED], more)}:"
