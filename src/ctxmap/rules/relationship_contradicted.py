"""Two maps that contradict each other about a relationship cannot both be right."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.analyses.contradictions import contradictions
from ctxmap.analyses.landscapes import landscapes
from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import Model
from ctxmap.rules import finding, rule


@rule(Severity.WARNING)
def check(model: Model) -> Iterator[Finding]:
    for landscape in landscapes(model):
        for each in contradictions(landscape):
            earlier, later = each.facts
            yield finding(
                each.later,
                f"{later} here, but another map states that {earlier}",
                hint="make both maps say the same, or give the relationships different names if there are two",
                related=[("the other map states it here", each.earlier)],
            )
