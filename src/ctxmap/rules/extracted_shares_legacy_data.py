"""An extraction is done when the data has moved, too; until then the two are still one system."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.analyses.migrations import is_out_of
from ctxmap.findings import Finding, Severity
from ctxmap.model.elements import BoundedContext, Model, Reference
from ctxmap.model.index import aggregates, context_of
from ctxmap.rules import finding, rule


@rule(Severity.ERROR)
def check(model: Model) -> Iterator[Finding]:
    for context in model.contexts:
        for verb, references in (("reads", context.reads), ("writes", context.writes)):
            for reference in references:
                legacy = context_of(model, reference.target or "")
                if legacy and is_out_of(model, context, legacy):
                    yield _not_done(model, context, verb, reference, legacy)


def _not_done(
    model: Model, context: BoundedContext, verb: str, reference: Reference, legacy: BoundedContext
) -> Finding:
    aggregate = aggregates(model)[reference.target or ""]
    return finding(
        reference,
        f'"{context.name}" still {verb} "{aggregate.name}" of "{legacy.name}", and its migration is `DONE`',
        hint=f'move the data to "{context.name}", or ask "{legacy.name}" for it; until then it is `STRANGLING`',
        related=[
            (f'said of "{context.name}" here', context.place("migration")),
            ("the aggregate is declared here", aggregate),
        ],
    )
