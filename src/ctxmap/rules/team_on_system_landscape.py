"""A system landscape shows what is built; who builds it is another map."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import Model
from ctxmap.model.index import contexts
from ctxmap.rules import finding, rule


@rule(Severity.ERROR)
def check(model: Model) -> Iterator[Finding]:
    for context_map in model.maps:
        for reference in context_map.contains if context_map.type == "SYSTEM_LANDSCAPE" else ():
            team = contexts(model)[reference.target or ""]
            if team.type == "TEAM":
                yield finding(
                    reference,
                    f'"{team.name}" is a team, and the map is a system landscape',
                    hint="show teams on a map of `type = ORGANIZATIONAL`, and say there who `realizes` what",
                    related=[
                        ("the map is a `SYSTEM_LANDSCAPE`", context_map.place("type")),
                        (f'"{team.name}" is a `TEAM`', team.place("type")),
                    ],
                )
