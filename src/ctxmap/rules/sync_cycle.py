"""Contexts that call each other synchronously in a cycle fail together and can only be deployed together."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.analyses.communication.calls import Call, stated_calls
from ctxmap.analyses.graph.cycles import Edge, cycles
from ctxmap.analyses.landscapes import landscapes
from ctxmap.analyses.migration.stages import legacy_among
from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import Model
from ctxmap.rules import finding, rule


@rule(Severity.ERROR)
def check(model: Model) -> Iterator[Finding]:
    for landscape in landscapes(model):
        first_call: dict[Edge, Call] = {}
        for call in stated_calls(landscape):
            first_call.setdefault((call.caller, call.callee), call)
        position = {edge: number for number, edge in enumerate(first_call)}
        for cycle in cycles(list(first_call)):
            if len(cycle) == 2 and legacy_among(model, *cycle[0]):
                continue  # `legacy-cycle` is more specific
            first = min(range(len(cycle)), key=lambda at: position[cycle[at]])
            yield _cycle([first_call[edge] for edge in (*cycle[first:], *cycle[:first])])


def _cycle(calls: list[Call]) -> Finding:
    first, *others = calls
    path = ", which calls ".join(f'"{call.callee}"' for call in calls)
    return finding(
        first.relationship,
        f'{len(calls)} contexts call each other synchronously in a cycle: "{first.caller}" calls {path}',
        hint="replace one of the calls by an event, or merge the contexts that cannot work without each other",
        related=[(f'"{call.caller}" calls "{call.callee}" here', call.sync or call.relationship) for call in others],
    )
