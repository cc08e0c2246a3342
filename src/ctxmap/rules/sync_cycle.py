"""Contexts that call each other synchronously in a cycle fail together and can only be deployed together."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.analyses.communication.calls import Call, remote_calls
from ctxmap.analyses.deployables import place
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
        for call in remote_calls(landscape):
            first_call.setdefault((place(landscape, call.caller), place(landscape, call.callee)), call)
        position = {edge: number for number, edge in enumerate(first_call)}
        for cycle in cycles(list(first_call)):
            first = min(range(len(cycle)), key=lambda at: position[cycle[at]])
            calls = [first_call[edge] for edge in (*cycle[first:], *cycle[:first])]
            between_two = len({name for call in calls for name in (call.caller, call.callee)}) == 2
            if not (between_two and legacy_among(model, calls[0].caller, calls[0].callee)):
                yield _cycle(calls)  # otherwise `legacy-cycle` is more specific


def _cycle(calls: list[Call]) -> Finding:
    first, *others = calls
    steps = (_step(call, following) for call, following in zip(calls, [*others, first], strict=True))
    names = {name for call in calls for name in (call.caller, call.callee)}
    return finding(
        first.relationship,
        f'{len(names)} contexts call each other synchronously in a cycle: "{first.caller}" {", which ".join(steps)}',
        hint="replace one of the calls by an event, or merge the contexts that cannot work without each other",
        related=[(f'"{call.caller}" calls "{call.callee}" here', call.sync or call.relationship) for call in others],
    )


def _step(call: Call, following: Call) -> str:
    """A call, and how the cycle goes on from its callee: a deployable is one place, whichever context calls out."""
    step = f'calls "{call.callee}"'
    return step if following.caller == call.callee else f'{step}, which is deployed with "{following.caller}"'
