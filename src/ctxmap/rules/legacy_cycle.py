"""What was taken out of a monolith, and still waits for it as it is waited for, has only moved further away."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.analyses.communication.calls import Call, stated_calls
from ctxmap.analyses.migration.stages import legacy_among
from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import Model
from ctxmap.rules import finding, rule


@rule(Severity.WARNING)
def check(model: Model) -> Iterator[Finding]:
    for calls in stated_calls(model):
        first_call: dict[tuple[str, str], Call] = {}
        for call in calls:
            back = first_call.get((call.callee, call.caller))
            is_first = first_call.setdefault((call.caller, call.callee), call) is call
            legacy = legacy_among(model, call.caller, call.callee) if back and is_first else ""
            if back and legacy:
                yield _cycle(back, call, legacy)


def _cycle(first: Call, second: Call, legacy: str) -> Finding:
    extracted = first.callee if legacy == first.caller else first.caller
    return finding(
        first.relationship,
        f'"{extracted}" comes out of "{legacy}", and the two wait for each other: '
        f'"{first.caller}" calls "{first.callee}", which calls "{second.callee}"',
        hint=f'let one way be events: "{extracted}" tells "{legacy}" what happened, or hears it from there',
        related=[(f'"{second.caller}" calls "{second.callee}" here', second.sync or second.relationship)],
    )
