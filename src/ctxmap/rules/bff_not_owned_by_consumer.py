"""A backend for a frontend should be owned by the team that builds the frontend."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.analyses.communication.calls import served_by_bffs
from ctxmap.analyses.landscapes import landscapes
from ctxmap.findings.finding import Finding, Severity, listed
from ctxmap.model.elements import BoundedContext, Model
from ctxmap.model.index import contexts, teams_of
from ctxmap.rules import finding, rule


@rule(Severity.WARNING)
def check(model: Model) -> Iterator[Finding]:
    for landscape in landscapes(model):
        for name, calls in served_by_bffs(landscape).items():
            bff = contexts(model)[name]
            frontends = [contexts(model)[each] for each in dict.fromkeys(call.caller for call in calls)]
            owned = [frontend for frontend in frontends if teams_of(model, frontend)]
            owners = [team for frontend in owned for team in teams_of(model, frontend)]
            if owners and teams_of(model, bff) and not set(owners) & set(teams_of(model, bff)):
                yield _owned_by_others(model, bff, owned, list(dict.fromkeys(owners)))


def _owned_by_others(
    model: Model, bff: BoundedContext, frontends: list[BoundedContext], owners: list[BoundedContext]
) -> Finding:
    teams = teams_of(model, bff)
    return finding(
        bff,
        f'BFF "{bff.name}" is owned by {listed(team.name for team in teams)}, '
        f"its frontend {listed(each.name for each in frontends)} by {listed(team.name for team in owners)}",
        hint=f"let {listed(team.name for team in owners)} own the BFF, so that one team can change page and backend",
        related=[
            (f'"{team.name}" realizes "{reference.name}"', reference)
            for team in dict.fromkeys((*teams, *owners))
            for reference in team.realizes
            if reference.target in {bff.qualified_name, *(each.qualified_name for each in frontends)}
        ],
    )
