"""Contexts are built and kept by people: what `realizes` another context is a team."""

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
                f'"{context.name}" realizes {listed(each.name for each in context.realizes)} and isn\'t a team',
                hint="say `type = TEAM` if it stands for people; for a narrower model of a context there is `refines`",
                related=type_said,
            )
