"""What belongs into a context follows from its purpose, so the map states it."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import Model
from ctxmap.rules import finding, rule


@rule(Severity.INFO)
def check(model: Model) -> Iterator[Finding]:
    for context in model.contexts:
        if context.is_ours and not (context.domain_vision_statement + context.doc).strip():
            yield finding(
                context,
                f'"{context.name}" does not state its purpose',
                hint="say in a sentence what only this context does: `domainVisionStatement`",
            )
