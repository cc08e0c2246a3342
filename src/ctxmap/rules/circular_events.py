"""What triggers itself never ends."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.analyses.events.triggers import Trigger, triggers
from ctxmap.analyses.graph.cycles import Edge, circles
from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import Model
from ctxmap.rules import finding, rule


@rule(Severity.WARNING)
def check(model: Model) -> Iterator[Finding]:
    for of_map in triggers(model):
        first: dict[Edge, Trigger] = {}
        for trigger in of_map:
            first.setdefault((trigger.cause, trigger.effect), trigger)
        place_in_text = {edge: place for place, edge in enumerate(first)}
        for circle in circles(list(first)):
            start = min(range(len(circle)), key=lambda at: place_in_text[circle[at]])
            yield _circle([first[edge] for edge in (*circle[start:], *circle[:start])])


def _circle(circle: list[Trigger]) -> Finding:
    names = [trigger.cause.rpartition("::")[2] for trigger in circle]
    way = ", which triggers ".join(f'"{name}"' for name in (*names[1:], names[0]))
    return finding(
        circle[0].said_by,
        f'"{names[0]}" triggers {way}: nothing ends it',
        hint="let one of the steps depend on something, or tell what happened first from what happened because of it",
        related=[
            (f'"{_simple(trigger.cause)}" triggers "{_simple(trigger.effect)}" here', trigger.said_by)
            for trigger in circle[1:]
        ],
    )


def _simple(name: str) -> str:
    return name.rpartition("::")[2]
