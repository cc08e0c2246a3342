"""Where contexts have owners, a context without one is a context that nobody is responsible for."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import Model
from ctxmap.model.index import teams_of
from ctxmap.rules import finding, rule


@rule(Severity.INFO)
def check(model: Model) -> Iterator[Finding]:
    ours = [context for context in model.contexts if context.is_ours]
    owned = {context.qualified_name for context in ours if teams_of(model, context)}
    is_open = any(each.is_incomplete("realizes") for each in model.contexts)  # a team's contexts could not be read
    for context in ours if owned and not is_open else ():
        if context.qualified_name not in owned and not context.says("owner"):
            yield finding(
                context,
                f'"{context.name}" has no owner',
                hint="name its team: `owner = …` here, or `realizes` in the team's declaration",
            )
