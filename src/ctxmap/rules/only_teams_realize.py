"""`realizes` names the contexts that a team is responsible for, so only a team can have it."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.findings.finding import Finding, Severity, listed
from ctxmap.model.elements import Model
from ctxmap.rules import finding, rule


@rule(Severity.ERROR)
def check(model: Model) -> Iterator[Finding]:
    for context in model.contexts:
        if context.realizes and context.type != "TEAM" and not context.has_unread_type:
            type_said = [(f'"{context.name}" is `{context.type}`', context.place("type"))] if context.type else []
            yield finding(
                context.place("realizes"),
                f'"{context.name}" realizes {listed(each.name for each in context.realizes)} but is not a team',
                hint="add `type = TEAM` if it is a team; use `refines` if it is a more detailed model of that context",
                related=type_said,
            )
