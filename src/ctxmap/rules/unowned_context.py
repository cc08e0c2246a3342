"""Where contexts have owners, a context without one is a context that nobody is responsible for."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import BoundedContext, Model
from ctxmap.model.index import teams_of
from ctxmap.rules import finding, rule


@rule(Severity.INFO)
def check(model: Model) -> Iterator[Finding]:
    ours = [context for context in model.contexts if context.is_ours]
    owned = {context.qualified_name for context in ours if teams_of(model, context)}
    for context in ours if owned else ():
        if context.qualified_name not in owned and not _is_open(model, context):
            yield finding(
                context,
                f'"{context.name}" has no owner',
                hint="name its team: `owner = …` here, or `realizes` in the team's declaration",
            )


def _is_open(model: Model, context: BoundedContext) -> bool:
    """Whether an owner is stated that could not be read: of this context, or a team's contexts."""
    return context.says("owner") or any(each.is_incomplete("realizes") for each in model.contexts)
