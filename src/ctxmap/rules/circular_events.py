"""Events, policies and commands that trigger each other in a cycle never stop."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.analyses.events.triggers import Trigger, triggers
from ctxmap.analyses.graph.cycles import Edge, cycles
from ctxmap.analyses.landscapes import landscapes
from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import Model
from ctxmap.rules import finding, rule


@rule(Severity.WARNING)
def check(model: Model) -> Iterator[Finding]:
    for landscape in landscapes(model):
        first: dict[Edge, Trigger] = {}
        for trigger in triggers(landscape):
            first.setdefault((trigger.cause, trigger.effect), trigger)
        place_in_text = {edge: place for place, edge in enumerate(first)}
        for cycle in cycles(list(first)):
            start = min(range(len(cycle)), key=lambda at: place_in_text[cycle[at]])
            yield _cycle([first[edge] for edge in (*cycle[start:], *cycle[:start])])


def _cycle(cycle: list[Trigger]) -> Finding:
    names = [_simple(trigger.cause) for trigger in cycle]
    way = ", which triggers ".join(f'"{name}"' for name in (*names[1:], names[0]))
    return finding(
        cycle[0].said_by,
        f'"{names[0]}" triggers {way} in an endless cycle',
        hint="make one of the steps conditional, or use different events for the first occurrence and for the reaction",
        related=[
            (f'"{_simple(trigger.cause)}" triggers "{_simple(trigger.effect)}" here', trigger.said_by)
            for trigger in cycle[1:]
        ],
    )


def _simple(name: str) -> str:
    return name.rpartition("::")[2]
