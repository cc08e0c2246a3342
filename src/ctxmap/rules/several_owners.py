"""A context with two owners has no owner: its teams have to agree on every change."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.findings.finding import Finding, Severity, listed
from ctxmap.model.elements import BoundedContext, Model, Reference
from ctxmap.model.index import teams_of
from ctxmap.rules import finding, rule


@rule(Severity.WARNING)
def check(model: Model) -> Iterator[Finding]:
    for context in model.contexts:
        teams = list(dict.fromkeys(team for team in teams_of(model, context) if team.type == "TEAM"))
        if len(teams) > 1:
            yield finding(
                context,
                f'"{context.name}" is owned by {len(teams)} teams: {listed(team.name for team in teams)}',
                hint="let one team own it, or split it along the line where the teams divide their work",
                related=[(f'"{team.name}" owns it here', _owned(team, context)) for team in teams],
            )


def _owned(team: BoundedContext, context: BoundedContext) -> Reference:
    return next(reference for reference in team.realizes if reference.target == context.qualified_name)
