"""A context that nobody can sum up in a sentence has no boundary that anybody could defend."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import Model
from ctxmap.rules import finding, rule


@rule(Severity.INFO)
def check(model: Model) -> Iterator[Finding]:
    for context in model.contexts:
        if context.is_ours and not context.domain_vision_statement.strip():
            yield finding(
                context,
                f'"{context.name}" doesn\'t say what it is for',
                hint="say in a sentence what only this context does: `domainVisionStatement`",
            )
