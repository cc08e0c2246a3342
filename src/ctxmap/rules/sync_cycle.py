"""Contexts that wait for each other in a circle fail together, and can only be deployed together."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.analyses.communication.calls import Call, stated_calls
from ctxmap.analyses.graph.cycles import Edge, circles
from ctxmap.analyses.migration.stages import legacy_among
from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import Model
from ctxmap.rules import finding, rule


@rule(Severity.ERROR)
def check(model: Model) -> Iterator[Finding]:
    for calls in stated_calls(model):
        first_call: dict[Edge, Call] = {}
        for call in calls:
            first_call.setdefault((call.caller, call.callee), call)
        place_in_text = {edge: place for place, edge in enumerate(first_call)}
        for circle in circles(list(first_call)):
            if len(circle) == 2 and legacy_among(model, *circle[0]):
                continue  # `legacy-cycle` says more of it
            first = min(range(len(circle)), key=lambda at: place_in_text[circle[at]])
            yield _cycle([first_call[edge] for edge in (*circle[first:], *circle[:first])])


def _cycle(calls: list[Call]) -> Finding:
    first, *others = calls
    way = ", which calls ".join(f'"{call.callee}"' for call in calls)
    return finding(
        first.relationship,
        f'{len(calls)} contexts wait for each other in a circle: "{first.caller}" calls {way}',
        hint="turn one of the calls into an event, or bring together what can't do without each other",
        related=[(f'"{call.caller}" calls "{call.callee}" here', call.sync or call.relationship) for call in others],
    )
