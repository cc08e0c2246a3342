"""An extracted context and the legacy system that call each other synchronously are still one system."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.analyses.communication.calls import Call, remote_calls
from ctxmap.analyses.landscapes import landscapes
from ctxmap.analyses.migration.stages import legacy_among
from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import Model
from ctxmap.rules import finding, rule


@rule(Severity.WARNING)
def check(model: Model) -> Iterator[Finding]:
    for landscape in landscapes(model):
        first_call: dict[tuple[str, str], Call] = {}
        for call in remote_calls(landscape):
            back = first_call.get((call.callee, call.caller))
            is_first = first_call.setdefault((call.caller, call.callee), call) is call
            legacy = legacy_among(model, call.caller, call.callee) if back and is_first else ""
            if back and legacy:
                yield _cycle(back, call, legacy)


def _cycle(first: Call, second: Call, legacy: str) -> Finding:
    extracted = first.callee if legacy == first.caller else first.caller
    return finding(
        first.relationship,
        f'"{extracted}" was extracted from "{legacy}", but the two still call each other synchronously',
        hint="use events in one direction, so that one side does not wait for the other",
        related=[
            (f'"{call.caller}" calls "{call.callee}" here', call.sync or call.relationship) for call in (first, second)
        ],
    )
