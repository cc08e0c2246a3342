"""An organizational map shows how teams work together, so it should contain teams."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import Model
from ctxmap.model.index import contexts
from ctxmap.rules import finding, rule


@rule(Severity.WARNING)
def check(model: Model) -> Iterator[Finding]:
    for context_map in model.maps:
        contained = [contexts(model)[reference.target or ""] for reference in context_map.contains]
        may_have_team = context_map.is_incomplete("contains") or any(each.has_unread_type for each in contained)
        has_team = any(context.type == "TEAM" for context in contained)
        if context_map.type == "ORGANIZATIONAL" and not (has_team or may_have_team):
            name = f'map "{context_map.name}"' if context_map.name else "the map"
            yield finding(
                context_map.place("type"),
                f"{name} is organizational but contains no team",
                hint="add `type = TEAM` to the contexts that are teams, or use `type = SYSTEM_LANDSCAPE`",
            )
