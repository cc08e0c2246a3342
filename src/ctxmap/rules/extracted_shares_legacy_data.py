"""An extraction is finished only when the data has moved as well."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.analyses.migration.stages import is_out_of, legacy_of
from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import BoundedContext, Model, Quoted, Reference
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
        legacy = legacy_of(model, context)
        # of two contexts of ours `shared-database` says it already
        if legacy and not legacy.is_ours and is_out_of(model, context, legacy):
            yield from _same_stores(context, legacy)


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


def _same_stores(context: BoundedContext, legacy: BoundedContext) -> Iterator[Finding]:
    of_legacy = _stores(legacy)
    for name, store in _stores(context).items():
        if name in of_legacy:
            yield finding(
                store,
                f'"{context.name}" still shares database "{name}" with "{legacy.name}", and its migration is `DONE`',
                hint=f'move the data to a store of its own; until then "{context.name}" is `STRANGLING`',
                related=[
                    (f'said of "{context.name}" here', context.place("migration")),
                    (f'"{legacy.name}" has it here', of_legacy[name]),
                ],
            )


def _stores(context: BoundedContext) -> dict[str, Quoted]:
    """Every store of a context and of its microservices by name, each at the first place that names it."""
    stores = [*context.databases, *(store for service in context.microservices for store in service.databases)]
    return {store.value: store for store in reversed(stores)}
