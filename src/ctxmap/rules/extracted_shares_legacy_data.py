"""An extraction is finished only when the data has moved as well."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.analyses.aggregate_names import key_of
from ctxmap.analyses.databases import by_plain_name, databases_of
from ctxmap.analyses.migration.stages import is_out_of, legacy_of
from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import BoundedContext, Model
from ctxmap.model.index import aggregates, context_of
from ctxmap.rules import finding, rule
from ctxmap.text.source import Span


@rule(Severity.ERROR)
def check(model: Model) -> Iterator[Finding]:
    for context in model.contexts:
        legacy = legacy_of(model, context)
        if legacy:
            if is_out_of(model, context, legacy):
                yield from _accesses(model, context, legacy)
                yield from _still_declared(context, legacy)
            if not legacy.is_ours:  # for two contexts of ours `shared-database` reports it
                yield from _shared_databases(context, legacy)


def _accesses(model: Model, context: BoundedContext, legacy: BoundedContext) -> Iterator[Finding]:
    for verb, references in (("reads", context.reads), ("writes", context.writes)):
        for reference in references:
            if context_of(model, reference.target or "") is legacy:
                aggregate = aggregates(model)[reference.target or ""]
                yield finding(
                    reference,
                    f'"{context.name}" still {verb} "{aggregate.name}" of "{legacy.name}", but its migration is `DONE`',
                    hint=f'move the data to "{context.name}" or call "{legacy.name}"; until then, use `STRANGLING`',
                    related=[_done(context), ("the aggregate is declared here", aggregate)],
                )


def _still_declared(context: BoundedContext, legacy: BoundedContext) -> Iterator[Finding]:
    old = {key_of(legacy, aggregate.name): aggregate for aggregate in reversed(legacy.aggregates)}
    but = f'but the migration of "{context.name}" is `DONE`'
    for aggregate in context.aggregates:
        still = old.get(key_of(context, aggregate.name))
        if still:
            yield finding(
                aggregate,
                f'"{legacy.name}" still declares aggregate "{still.name}", {but}',
                hint=f'remove it from "{legacy.name}"; until then, use `STRANGLING`',
                related=[_done(context), ("the legacy aggregate is declared here", still)],
            )


def _shared_databases(context: BoundedContext, legacy: BoundedContext) -> Iterator[Finding]:
    """An error when the migration is said to be over; before that the map shows what is left to do."""
    is_done = context.migration == "DONE"
    but = "but its migration is `DONE`" if is_done else "from which it is being extracted"
    databases = by_plain_name(databases_of(legacy))
    for name, database in by_plain_name(databases_of(context)).items():
        if name in databases:
            yield finding(
                database,
                f'"{context.name}" still shares database "{database.value}" with "{legacy.name}", {but}',
                hint="move its data to a database of its own" + ("; until then, use `STRANGLING`" if is_done else ""),
                related=[*([_done(context)] if is_done else []), (f'"{legacy.name}" owns it here', databases[name])],
                severity=None if is_done else Severity.WARNING,
            )


def _done(context: BoundedContext) -> tuple[str, Span]:
    return f'the migration of "{context.name}" is stated here', context.place("migration")
