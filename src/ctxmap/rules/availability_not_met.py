"""A context cannot be more available than everything that it needs to answer."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.analyses.communication.availability import Availability, arithmetic, percentage, promised_availabilities
from ctxmap.analyses.landscapes import Landscape, landscapes
from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import Model
from ctxmap.rules import finding, rule

_LISTED = 8
"""How many of the contexts that are needed, and of the calls to them, are named."""


@rule(Severity.WARNING)
def check(model: Model) -> Iterator[Finding]:
    for landscape in landscapes(model):
        for availability in promised_availabilities(landscape):
            if not availability.is_met:
                yield _not_met(availability, landscape if len(landscapes(model)) > 1 else None)


def _not_met(availability: Availability, among_several: Landscape | None) -> Finding:
    context = availability.context
    promised = percentage(context.promises.value) if context.promises else ""
    where = f" on {among_several.phrase}" if among_several and among_several.maps else ""
    return finding(
        context.place("promises"),
        f'"{context.name}" promises {promised}, but{where} it {_needs(availability)} ' + arithmetic(availability),
        hint="give a call a fallback (`RETRY_ASYNC`, `DEFAULT_VALUE` or `BACKUP_SERVICE`), replace it by events, "
        "or promise less"
        if availability.needs
        else "promise less, or make it more available",
        related=[
            (f'"{call.caller}" needs "{call.callee}" here', call.sync or call.relationship)
            for call in availability.calls[:_LISTED]
        ],
    )


def _needs(availability: Availability) -> str:
    needed = [
        f'"{need.context.name}"' + (f' or its backup "{need.backup.name}"' if need.backup else "")
        for need in availability.needs
    ]
    if not needed:
        return "is itself available"
    more = [f"{len(needed) - _LISTED} more"] if len(needed) > _LISTED else []
    *others, last = [*needed[:_LISTED], *more]
    return f"needs {', '.join(others)} and {last}:" if others else f"needs {last}:"
