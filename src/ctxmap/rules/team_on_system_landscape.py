"""A system landscape shows systems; teams belong on an organizational map."""

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
                    f'"{team.name}" is a team, but the map is a system landscape',
                    hint="show teams on a map with `type = ORGANIZATIONAL`; `realizes` names what they own",
                    related=[
                        ("the map is a `SYSTEM_LANDSCAPE`", context_map.place("type")),
                        (f'"{team.name}" is a `TEAM`', team.place("type")),
                    ],
                )
